import { z } from "zod";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  type RegisterReply,
  troubleOfBody,
  troubleOfStatus,
  type Unavailable,
  unavailable,
} from "../registers";
import { unasked } from "../registers/unasked";
import { jsonBody, readJson } from "../web";

export const VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number";

/** A VAT number that is valid on the day of the question. */
export interface ViesRecord {
  /** With its prefix: "SK2022749619". */
  taxId: string;
  /** Null where the state does not say who it is: Germany and Spain never do. */
  name: string | null;
  address: string | null;
  /** The number of the consultation, a proof for the tax office; only where we say who asks. */
  consultation: string | null;
}

export interface ViesQuestion {
  /** With its prefix; Greece is EL, Northern Ireland XI. */
  taxId: string;
  /** Our own VAT number: VIES then gives the consultation a number. */
  requester?: string;
}

const BYTES_MAX = 256 * 1024;
const VAT = /^([A-Z]{2})([0-9A-Z+*]{2,12})$/;
/** Members, and Northern Ireland; others are asked about nowhere. */
const STATES = new Set(
  "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" "),
);

/**
 * Whether a VAT number is valid. `clear`: it is not, and says so the state that would have given it;
 * when that state does not answer, nothing can be said.
 */
export async function askVies(
  access: RegisterAccess,
  { taxId, requester }: ViesQuestion,
): Promise<Asked<ViesRecord>> {
  const number = splitVat(taxId);
  const own = requester === undefined ? null : splitVat(requester);
  if (number === null || (requester !== undefined && own === null)) return unasked("no_identifier");
  const asker =
    own === null ? {} : { requesterMemberStateCode: own.state, requesterNumber: own.number };
  const body = jsonBody({ countryCode: number.state, vatNumber: number.number, ...asker });
  const call = { method: "POST", ...body, bytesMax: BYTES_MAX } as const;
  return callRegister(access, call, (reply) => readVies(reply, number));
}

interface Vat {
  state: string;
  number: string;
}

function splitVat(text: string): Vat | null {
  const [, prefix = "", number = ""] = VAT.exec(text.toUpperCase().replaceAll(/[\s.-]/g, "")) ?? [];
  const state = prefix === "GR" ? "EL" : prefix;
  return STATES.has(state) ? { state, number } : null;
}

const text = z.string().nullish().catch(null);
const answerForm = z.object({
  countryCode: z.string(),
  vatNumber: z.string(),
  requestDate: text,
  valid: z.boolean(),
  userError: text,
  requestIdentifier: text,
  name: text,
  address: text,
});
const errorForm = z.object({ errorWrappers: z.array(z.object({ error: z.string() })).min(1) });

/** Troubles come with 200 and with other statuses, and beside `valid: false` too. */
export function readVies(
  { status, body }: Pick<RegisterReply, "status" | "body">,
  asked: Vat,
): RegisterAnswer<ViesRecord> {
  const json = readJson(body);
  const error = errorForm.safeParse(json);
  if (error.success) return troubleOf(error.data.errorWrappers[0]?.error ?? "");
  if (status !== 200) return troubleOfStatus(status);
  if (json === undefined) return troubleOfBody(body);
  const answer = answerForm.safeParse(json);
  if (!answer.success) return unavailable("garbage");
  const { valid, userError, countryCode, vatNumber, requestDate } = answer.data;
  if (userError && userError !== "VALID" && userError !== "INVALID") return troubleOf(userError);
  if (countryCode !== asked.state || vatNumber !== asked.number) return unavailable("wrong_person");
  const at = new Date(requestDate ?? "");
  const asOf = Number.isNaN(at.getTime()) ? null : at;
  if (!valid) return { outcome: "clear", asOf };
  const { name, address, requestIdentifier } = answer.data;
  const record = {
    ...{ taxId: `${countryCode}${vatNumber}`, name: said(name), address: said(address) },
    consultation: requestIdentifier?.trim() || null,
  };
  return { outcome: "found", records: [record], quality: "identifier", asOf, isCut: false };
}

/** Three dashes: the state does not say. */
function said(written: string | null | undefined): string | null {
  const plain = (written ?? "").trim();
  return plain === "" || /^-+$/.test(plain) ? null : plain;
}

const TROUBLES: Readonly<Record<string, Unavailable["reason"]>> = {
  INVALID_INPUT: "refused",
  INVALID_REQUESTER_INFO: "refused",
  VAT_BLOCKED: "refused",
  IP_BLOCKED: "refused",
  SERVICE_UNAVAILABLE: "outage",
  MS_UNAVAILABLE: "outage",
  TIMEOUT: "timeout",
  GLOBAL_MAX_CONCURRENT_REQ: "busy",
  GLOBAL_MAX_CONCURRENT_REQ_TIME: "busy",
  MS_MAX_CONCURRENT_REQ: "busy",
  MS_MAX_CONCURRENT_REQ_TIME: "busy",
};

function troubleOf(word: string): Unavailable {
  return unavailable(TROUBLES[word] ?? "fault", /^\w{1,60}$/.test(word) ? word : null);
}
