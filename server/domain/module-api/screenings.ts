import { z } from "zod";
import { REGISTERS, type Register } from "@/db/values/registers";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { checkParty, getScreening, lookUpAddress } from "../registers";
import {
  caseKey,
  idField,
  instant,
  instantOrNull,
  outDayOrNull,
  outId,
  outInstant,
  outInstantOrNull,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { caseIdOf } from "./find-case";
import { type ProcedureCall, procedure } from "./procedure";

/** Sets of registers that are asked together. */
export const SCREENING_PROFILES: Readonly<Record<string, readonly Register[]>> = {
  insolvency: ["isir_cz", "isir_sk"],
  company: ["ares", "rpo", "vat_payers", "vies"],
  identity: ["invalid_documents", "addresses"],
};
const PROFILES = ["insolvency", "company", "identity"] as const;

const asked = z
  .object({
    register: outText("Which register."),
    outcome: z
      .enum(["found", "clear", "unavailable", "not_asked"])
      .describe("not_asked and unavailable are not clear: nothing is known then."),
    screeningId: z.number().int().nullable().describe("Its line in the log; null: not asked."),
    reason: outTextOrNull("Why it is unavailable or was not asked."),
    quality: outTextOrNull("Of what was found: identifier, person or suspected."),
  })
  .describe("What one register said.");
const outcomes = z.object({ results: z.array(asked).describe("One a register, in order.") });
type Asked = z.infer<typeof asked>;

const subject = {
  ...caseKey,
  partyId: idField("About whom."),
  documentNo: textField("Number of an identity card, for invalid_documents.", 20).optional(),
  purpose: textField("Why somebody looks; stands in the log.", 300).optional(),
};

type Asking = {
  caseId?: number | undefined;
  refNo?: string | undefined;
  partyId: number;
  documentNo?: string | undefined;
  purpose?: string | undefined;
};

/** One after the other: each has its own pace, and none of them may hide another's answer. */
async function screen(
  { job }: Pick<ProcedureCall<unknown>, "job">,
  { caseId, refNo, ...input }: Asking,
  registers: readonly Register[],
): Promise<{ results: Asked[] }> {
  const isOnCase = caseId !== undefined || refNo !== undefined;
  const onCase = isOnCase ? await caseIdOf(job, { caseId, refNo }) : null;
  const results: Asked[] = [];
  for (const register of registers) {
    results.push(await askOne(job, { ...input, register, caseId: onCase }));
  }
  return { results };
}

async function askOne(
  job: Context,
  input: Omit<Parameters<typeof checkParty>[1], "cause">,
): Promise<Asked> {
  const { register } = input;
  try {
    const { screeningId, outcome, reason, quality } = await checkParty(job, {
      ...input,
      cause: "module",
    });
    return { register, outcome, screeningId, reason, quality };
  } catch (error) {
    // Nobody of that id is a refusal of the whole call; a register that cannot be asked is an answer.
    if (!isDomainError(error) || !error.code.startsWith("registers.")) throw error;
    const none = { screeningId: null, quality: null };
    return { register, outcome: "not_asked", reason: error.code, ...none };
  }
}

export const runScreening = procedure({
  ...{ method: "POST", path: "screenings", scope: "registers:check", tag: "registers" },
  footing: "alone",
  summary: "Asks a register or a profile of registers about a party",
  description:
    "Each is asked now, paid for and logged. Three outcomes: what could not be asked is not clear.",
  input: z.strictObject({
    ...subject,
    register: z.enum(REGISTERS).optional().describe("One register; this or profile."),
    profile: z.enum(PROFILES).optional().describe("A set of registers; this or register."),
  }),
  output: outcomes,
  errors: {
    ...{ "modules.one_register": "invalid", "parties.not_found": "not_found" },
    "cases.not_found": "not_found",
  },
  example: { partyId: 5, profile: "insolvency" },
  run: async (call) => {
    const { register, profile, ...rest } = call.input;
    const registers = register ? [register] : (SCREENING_PROFILES[profile ?? ""] ?? []);
    if ((register === undefined) === (profile === undefined)) {
      throw new DomainError("invalid", "modules.one_register");
    }
    return screen(call, rest, registers);
  },
});

export const checkAddress = procedure({
  ...{ method: "POST", path: "addresses/checks", scope: "registers:check", tag: "registers" },
  footing: "alone",
  summary: "Whether a party's address exists",
  description: "found: the register of addresses has it; clear: it has not.",
  input: z.strictObject(subject),
  output: outcomes,
  errors: { "parties.not_found": "not_found", "cases.not_found": "not_found" },
  example: { partyId: 5 },
  run: (call) => screen(call, call.input, ["addresses"]),
});

const standard = z
  .object({
    line: outText("In one line."),
    street: outTextOrNull("Street with number."),
    city: outTextOrNull("Town."),
    postalCode: outTextOrNull("Postal code, five digits."),
    addressPoint: outTextOrNull("Code of the address point in RÚIAN."),
  })
  .describe("An address as the state writes it.");

export const findAddress = procedure({
  ...{ method: "POST", path: "addresses/lookups", scope: "registers:check", tag: "registers" },
  ...{ footing: "alone", isKeyOptional: true },
  summary: "Whether an address exists",
  description:
    "Of an address that is nobody's yet, as text or in parts: by our table of RÚIAN where one was " +
    "loaded, else by ARES. unknown is not does_not_exist: nobody could tell, or several would do.",
  input: z.strictObject({
    text: textField("In one line; this or the parts.", 500).min(1).optional(),
    street: textField("Street with number.", 200).optional(),
    city: textField("Town.", 120).optional(),
    postalCode: textField("Postal code.", 20).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default("CZ")
      .describe("Country, ISO 3166-1."),
    purpose: textField("Why somebody asks; stands in the audit.", 300).optional(),
  }),
  output: z.object({
    outcome: z.enum(["exists", "does_not_exist", "unknown"]).describe("The answer."),
    result: outTextOrNull("exact, ambiguous, number_unknown, municipality_only or not_found."),
    reason: outTextOrNull("Why nobody could tell: unconfigured, busy, country, no_town …"),
    address: standard.nullable().describe("Its standard form, of one that exists."),
    candidates: z.array(z.string()).describe("What may have been meant."),
    isOffline: z.boolean().describe("Said by our own table."),
    asOf: outInstantOrNull("As of when the table stands."),
  }),
  errors: { "modules.one_address": "invalid" },
  example: { text: "Vzorová 308/12a, 702 00 Ostrava" },
  run: async ({ job, input }) => {
    const { text, street, city, postalCode } = input;
    const hasParts = [street, city, postalCode].some((part) => part !== undefined);
    if ((text !== undefined) === hasParts) throw new DomainError("invalid", "modules.one_address");
    const { asOf, ...answer } = await lookUpAddress(job, input);
    return { ...answer, asOf: instantOrNull(asOf) };
  },
});

const hit = z
  .object({
    mark: outText("By which the register knows the record."),
    fileMark: outTextOrNull("File mark of the proceedings."),
    court: outTextOrNull("Court."),
    stateCode: outTextOrNull("State as the register says it."),
    name: outText("Name in the record."),
    startedOn: outDayOrNull("Beginning."),
    endedOn: outDayOrNull("End."),
    quality: outText("identifier, person or suspected."),
    isActive: z.boolean().nullable().describe("Whether it counts as running; null: not told."),
    verdict: outTextOrNull("What a person said of it: watch or false_match."),
  })
  .describe("One record.");

export const readScreening = procedure({
  ...{ method: "GET", path: "screenings/:screeningId", scope: "registers:read" },
  ...{ tag: "registers", footing: "job" },
  summary: "A screening with its records",
  input: z.strictObject({ screeningId: idField("The line of the log.") }),
  output: z.object({
    screeningId: outId("The line of the log."),
    register: outText("Which register."),
    partyId: outId("About whom."),
    outcome: z.enum(["found", "clear", "unavailable"]).describe("What it said."),
    reason: outTextOrNull("Why it was unavailable."),
    askedAt: outInstant("When it was asked."),
    asOf: outInstantOrNull("As of when the register's data stand."),
    quality: outTextOrNull("How well what was found fits."),
    hits: z.array(hit).describe("Records that were found."),
  }),
  errors: { "registers.screening_not_found": "not_found" },
  example: { screeningId: 12 },
  run: async ({ job, input }) => {
    const { id, askedAt, asOf, ...row } = await getScreening(job, input);
    const at = { askedAt: instant(askedAt), asOf: instantOrNull(asOf) };
    return { ...row, ...at, screeningId: id };
  },
});
