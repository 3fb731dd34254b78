import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import {
  CZECH_TIES,
  REGISTER_TIES,
  type RegisterTie,
  SLOVAK_TIES,
} from "@/db/values/insolvency-procedures";
import { ADDRESS_KINDS } from "@/db/values/parties";
import { MEANINGS } from "@/db/values/register-meanings";
import {
  DOCUMENT_KINDS,
  HIT_VERDICTS,
  INSOLVENCY_REGISTERS,
  REGISTERS,
  SCREENING_CAUSES,
  SCREENING_OUTCOMES,
  WARNING_MODES,
} from "@/db/values/registers";
import { isKnownDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const line = (max: number) => z.string().trim().max(max);
const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");

/** What a person may say they check for; jobs name their own. */
export const CHOSEN_CAUSES = ["card", "log", "case", "claim", "deal", "application"] as const;

export const checkPartyInput = z.object({
  partyId: id,
  register: z.enum(REGISTERS),
  cause: z.enum(SCREENING_CAUSES),
  caseId: id.nullish(),
  /** Why somebody looks, in words; left out: what the cause says. */
  purpose: line(300).nullish(),
  /** Of invalid documents: the number on the card. */
  documentNo: line(20).nullish(),
  /** Left out: as the shape of the number says. */
  documentKind: z.enum(DOCUMENT_KINDS).nullish(),
  /** Of addresses: which; left out: the one that letters go to. */
  addressKind: z.enum(ADDRESS_KINDS).nullish(),
  /** Of insolvency: proceedings that may be the party's, asked for where it is itself not found. */
  marks: z.array(line(40)).max(20).optional(),
});
export type CheckPartyInput = z.input<typeof checkPartyInput>;

export const screeningFilter = z.object({
  register: z.enum(REGISTERS).optional(),
  outcome: z.enum(SCREENING_OUTCOMES).optional(),
  cause: z.enum(SCREENING_CAUSES).optional(),
  partyId: id.optional(),
  caseId: id.optional(),
  operatorId: id.optional(),
  /** What the answer says of the party. */
  meaning: z.enum(MEANINGS).optional(),
  /** Only those that made a difference. */
  isChanged: z.boolean().optional(),
  /** By the clock, an import or a module, not by a person. */
  isAutomatic: z.boolean().optional(),
  /** Found, something against the party, and nobody has seen to it. */
  isOpen: z.boolean().optional(),
  from: day.optional(),
  to: day.optional(),
  /** Part of a name, or a file mark. */
  text: line(200).optional(),
});
export type ScreeningFilter = z.output<typeof screeningFilter>;

export const listScreeningsInput = z.object({
  filter: screeningFilter.default({}),
  cursor: z.string().optional(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListScreeningsInput = z.input<typeof listScreeningsInput>;

export const screeningIdInput = z.object({ screeningId: id });
export const evidenceInput = z.object({ screeningId: id, part: z.enum(["sent", "received"]) });

/** Named lines, or all that match a filter but some. */
export const processScreeningsInput = z.object({
  screeningIds: z.array(id).max(5_000).default([]),
  matching: z
    .object({ filter: screeningFilter.default({}), except: z.array(id).max(5_000).default([]) })
    .nullish(),
  isProcessed: z.boolean(),
});
export type ProcessScreeningsInput = z.input<typeof processScreeningsInput>;

/** Who is being chosen: parties in roles (without one: whatever it is), or all who answer on a case. */
export const gateInput = z.object({
  parties: z
    .array(z.object({ partyId: id, role: z.string().max(60).optional() }))
    .max(100)
    .default([]),
  caseId: id.nullish(),
});
export type GateInput = z.input<typeof gateInput>;

export const listInsolvencyInput = z.object({ partyIds: z.array(id).max(500) });

export const judgeHitInput = z
  .object({
    partyId: id,
    register: z.enum(REGISTERS),
    mark: line(200).min(1),
    /** Null takes the verdict back. */
    verdict: z.enum(HIT_VERDICTS).nullable(),
    reason: line(500).nullish(),
  })
  // What a register says is put aside for good, so whoever comes later must read why.
  .refine(({ verdict, reason }) => verdict !== "false_match" || Boolean(reason), {
    ...{ path: ["reason"], error: "registers.reason_missing" },
  });
export type JudgeHitInput = z.input<typeof judgeHitInput>;

export const saveServiceInput = z.object({
  register: z.enum(REGISTERS),
  /** Empty: it is not asked. */
  url: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]),
  validity: line(30),
  warningMode: z.enum(WARNING_MODES),
  allowsBackground: z.boolean(),
  perMinute: z.number().int().min(1).max(10_000),
  perDay: z.number().int().min(1).max(1_000_000),
  priceMinor: z.number().int().min(0).max(10_000_000),
  currency: z.enum(CURRENCIES),
  monthBudgetMinor: z.number().int().min(0).max(1_000_000_000).nullable(),
  /** Of addresses: the table in the database is asked, not the service. */
  prefersOffline: z.boolean().default(false),
});
export type SaveServiceInput = z.input<typeof saveServiceInput>;

/** The own country is always among them; left out: as they ship. */
const ties = (shipped: readonly RegisterTie[]) =>
  z
    .array(z.enum(REGISTER_TIES))
    .default([...shipped])
    .transform((given) => REGISTER_TIES.filter((tie) => tie === "country" || given.includes(tie)));

export const saveInsolvencySettingsInput = z.object({
  checksOnChoice: z.boolean(),
  watchesDaily: z.boolean(),
  bulkEmail: z.union([z.literal(""), z.email().max(200)]).nullable(),
  notifiesBulk: z.boolean(),
  bulkSenderId: id.nullable(),
  czechTies: ties(CZECH_TIES),
  slovakTies: ties(SLOVAK_TIES),
});
export type SaveInsolvencySettingsInput = z.input<typeof saveInsolvencySettingsInput>;

export const saveDebtorStatusInput = z.object({
  register: z.enum(INSOLVENCY_REGISTERS),
  code: line(40).min(1),
  name: line(100).min(1),
  isActive: z.boolean(),
});
export type SaveDebtorStatusInput = z.input<typeof saveDebtorStatusInput>;
export const deleteDebtorStatusInput = saveDebtorStatusInput.pick({ register: true, code: true });

/** Countries whose registers of companies can be asked. */
export const COMPANY_COUNTRIES = ["CZ", "SK"] as const;
export const lookUpCompanyInput = z.object({
  registrationNo: line(30).min(1),
  country: z.enum(COMPANY_COUNTRIES).default("CZ"),
  /** Asks the register although the log still holds. */
  isForced: z.boolean().default(false),
});
export type LookUpCompanyInput = z.input<typeof lookUpCompanyInput>;

export const findCompaniesInput = lookUpCompanyInput
  .pick({ country: true, isForced: true })
  .extend({ name: line(200).min(2) });
export type FindCompaniesInput = z.input<typeof findCompaniesInput>;

export const lookUpAddressInput = z.object({
  /** In one line or several; or the parts. */
  text: line(500).min(1).optional(),
  street: line(200).nullish(),
  city: line(120).nullish(),
  postalCode: line(20).nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("CZ"),
  purpose: line(300).default(""),
});
export type LookUpAddressInput = z.input<typeof lookUpAddressInput>;

export const lookUpVatInput = z.object({
  taxId: line(30).min(2),
  /** Of a number that is written without its prefix. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("CZ"),
  isForced: z.boolean().default(false),
});
export type LookUpVatInput = z.input<typeof lookUpVatInput>;

/** As people save a page of a register. */
export const EVIDENCE_TYPES = ["application/pdf", "image/png", "image/jpeg", "text/html"] as const;

/** What a person found in a register without a machine, and what it cost. */
export const noteLookupInput = z.object({
  partyId: id,
  register: z.enum(["cee", "cre"]),
  caseId: id.nullish(),
  purpose: line(300).min(1),
  outcome: z.enum(["found", "clear"]),
  priceMinor: z.number().int().min(0).max(10_000_000),
  currency: z.enum(CURRENCIES),
  records: z
    .array(z.object({ mark: line(200).min(1), office: line(200), note: line(500) }))
    .max(50)
    .default([]),
  /** The page as it was saved or printed. */
  evidence: z
    .object({ mediaType: z.enum(EVIDENCE_TYPES), base64: z.base64().min(1).max(5_600_000) })
    .nullish(),
});
export type NoteLookupInput = z.input<typeof noteLookupInput>;

const someone = { scope: z.literal("chosen"), partyIds: z.array(id).min(1).max(10_000) };

export const startBulkCheckInput = z
  .object({
    /** Who gets the list of those that changed; left out: as the settings say. */
    email: z.union([z.literal(""), z.email().max(200)]).nullish(),
    /** Also those whose last check still holds. */
    isForced: z.boolean().default(false),
    /** Of the form: sent twice, it starts one run. */
    idempotencyKey: line(100).min(8),
  })
  .and(
    z.discriminatedUnion("scope", [
      z.object({ scope: z.literal("open_cases") }),
      z.object(someone),
    ]),
  );
export type StartBulkCheckInput = z.input<typeof startBulkCheckInput>;

export const runIdInput = z.object({ runId: id });
export const listRunsInput = z.object({
  cursor: z.string().optional(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(20),
});
export const listRunChangesInput = listRunsInput.extend({ runId: id });
export const caseInsolvenciesInput = z.object({ caseId: id });
export const writeApplicationInput = z.object({ caseId: id, partyId: id });
