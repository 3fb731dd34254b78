import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { AddressCheck } from "@/db/values/parties";
import { type AddressStanding, standardiseAddress } from "@/server/connectors/ares";
import { addressKey, type WrittenAddress } from "@/server/kernel/address-key";
import { splitAddress } from "@/server/kernel/address-text";
import type { RegisterAddress } from "@/server/kernel/company-record";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Asked } from "@/server/kernel/register-answer";
import { writeAudit } from "../audit";
import { atInstant, authorize, authorOf, type Context, clockFrom, inTransaction } from "../context";
import { priceOf } from "./check-party";
import { FORM_PURPOSE, LOOKUP_BASIS } from "./company-log";
import { type LookUpAddressInput, lookUpAddressInput } from "./inputs";
import { askOffline } from "./offline-addresses";
import { accessOf } from "./register-access";
import { type RegisterService, readService } from "./services";
import { noteHealth, settleTurns, type Turn, takeTurn } from "./take-turn";

/** An address as the state writes it. */
export interface StandardAddress {
  line: string;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  /** Code of the address point in RÚIAN: the proof that it exists. */
  addressPoint: string | null;
}

export interface AddressAnswer {
  /** unknown is not "does not exist": nobody could tell, or several houses would do. */
  outcome: "exists" | "does_not_exist" | "unknown";
  /** Class of what was found; null where nobody could be asked. */
  result: AddressCheck | null;
  /** Why nobody could tell: a trouble of the register, `country`, `no_town`; else null. */
  reason: string | null;
  address: StandardAddress | null;
  /** What a person may choose from. */
  candidates: string[];
  /** By our own table of address points. */
  isOffline: boolean;
  /** As of when the table stands; null: the register's own. */
  asOf: Date | null;
}

const CANDIDATES_MAX = 20;
const OUTCOMES: Readonly<Record<AddressCheck, AddressAnswer["outcome"]>> = {
  ...{ exact: "exists", not_found: "does_not_exist", number_unknown: "does_not_exist" },
  ...{ ambiguous: "unknown", municipality_only: "unknown" },
} as const;

const NOBODY: AddressAnswer = {
  ...{ outcome: "unknown", result: null, reason: null, address: null },
  ...{ candidates: [], isOffline: false, asOf: null },
};

/**
 * Whether an address exists that is nobody's yet: by our table of address points where one was loaded,
 * else by the standardisation of ARES. Every question is logged, with who asked, why and for how much.
 */
export async function lookUpAddress(ctx: Context, raw: LookUpAddressInput): Promise<AddressAnswer> {
  authorize(ctx, "registers:check");
  const { text, country, purpose, ...parts } = lookUpAddressInput.parse(raw);
  const address: WrittenAddress = text === undefined ? parts : splitAddress(text);
  const asking = { address, purpose, question: text ?? lineOf(address) };
  if (country !== "CZ") return { ...NOBODY, reason: "country" };
  if (!address.city?.trim()) return { ...NOBODY, reason: "no_town" };
  const begun = await begin(ctx, asking);
  if ("answer" in begun) return begun.answer;
  const { service, turn } = begun;
  const clock = clockFrom(ctx.now);
  const asked = await standardiseAddress(accessOf(ctx, service), address);
  const answer = answerOf(asked);
  await inTransaction(atInstant(ctx, clock()), async (inner, tx) => {
    const { answer: said } = asked;
    const trouble = said.outcome === "unavailable" ? said.reason : null;
    await settleTurns(tx, [{ ...turn, usedCount: 1 }]);
    await keep(inner, tx, { ...asking, answer, asked, service });
    await noteHealth(inner, tx, { register: "addresses", trouble });
  });
  return answer;
}

interface Asking {
  address: WrittenAddress;
  purpose: string;
  question: string;
}

/** The table's answer where there is a table; else the register's turn, or why it has none. */
async function begin(
  ctx: Context,
  asking: Asking,
): Promise<{ answer: AddressAnswer } | { service: RegisterService; turn: Turn }> {
  try {
    return await inTransaction(ctx, async (inner, tx) => {
      const service = await readService(inner, tx, "addresses");
      const own = await askOffline(tx, addressKey(asking.address));
      if (own) {
        const answer = offlineAnswer(own);
        await keep(inner, tx, { ...asking, answer, asked: own, service: null });
        return { answer };
      }
      return { service, turn: await takeTurn(inner, tx, { service }) };
    });
  } catch (error) {
    if (!isDomainError(error) || !error.code.startsWith("registers.")) throw error;
    return { answer: { ...NOBODY, reason: error.code.slice("registers.".length) } };
  }
}

function offlineAnswer({ answer }: NonNullable<Awaited<ReturnType<typeof askOffline>>>) {
  if (answer.outcome === "unavailable") throw new DomainError("external", "registers.unavailable");
  const found = answer.outcome === "found" ? answer.records[0] : undefined;
  const result: AddressCheck = found?.result ?? "not_found";
  const { line = null, point = null, candidates = [] } = found ?? {};
  const address = line === null ? null : { line, ...splitAddress(line), addressPoint: point };
  return {
    ...{ outcome: OUTCOMES[result], result, reason: null, address, isOffline: true },
    ...{ candidates: [...candidates], asOf: answer.asOf },
  };
}

function answerOf({ answer }: Asked<AddressStanding>): AddressAnswer {
  if (answer.outcome === "unavailable") return { ...NOBODY, reason: answer.reason };
  const found = answer.outcome === "found" ? answer.records[0] : undefined;
  const result: AddressCheck = found?.result ?? "not_found";
  return {
    ...NOBODY,
    ...{ outcome: OUTCOMES[result], result },
    address: found?.address ? standardOf(found.address) : null,
    candidates: (found?.candidates ?? [])
      .flatMap(({ text }) => text ?? [])
      .slice(0, CANDIDATES_MAX),
    asOf: answer.asOf,
  };
}

function standardOf(found: RegisterAddress): StandardAddress {
  const { town, postalCode, addressPoint } = found;
  const number = [found.houseNumber, found.orientationNumber].filter(Boolean).join("/");
  const name = found.street ?? found.townPart ?? found.town ?? "";
  const street = [name, found.isRecreational ? `č.ev. ${number}` : number].join(" ").trim();
  const line = found.text ?? [street, [postalCode, town].filter(Boolean).join(" ")].join(", ");
  return { line, street: street || null, city: town, postalCode, addressPoint };
}

const lineOf = ({ street, city, postalCode }: WrittenAddress): string =>
  [street, [postalCode, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");

interface Kept extends Asking {
  answer: AddressAnswer;
  asked: Asked<unknown>;
  /** null: our own table, which costs nothing. */
  service: RegisterService | null;
}

/** Into the log of look-ups, and into the audit with its purpose. */
async function keep(
  ctx: Context,
  { sql }: Tx,
  { question, purpose, answer, asked, service }: Kept,
): Promise<void> {
  const { id, name } = authorOf(ctx.actor);
  const { priceMinor, currency } = service
    ? priceOf(service, asked)
    : { priceMinor: 0, currency: "CZK" };
  const { answer: said } = asked;
  const hash = asked.received && createHash("sha256").update(asked.received).digest();
  const records = { address: answer.address, candidates: answer.candidates, result: answer.result };
  await sql`
    insert into company_lookups (register, asked_by, question, purpose, legal_basis, asked_at,
      operator_id, actor_name, outcome, reason, detail, as_of, records, price_minor, currency,
      received_hash)
    values ('addresses', 'address', ${question}, ${purpose || FORM_PURPOSE}, ${LOOKUP_BASIS},
            ${ctx.now}, ${id}, ${name}, ${said.outcome},
            ${said.outcome === "unavailable" ? said.reason : null},
            ${said.outcome === "unavailable" ? said.detail : null}, ${answer.asOf},
            ${JSON.stringify([records])}::jsonb, ${priceMinor}, ${currency}, ${hash})`;
  await writeAudit(ctx, {
    ...{ action: "registers.look-up-address", entity: "register_service", entityId: null },
    after: { question, outcome: answer.outcome, result: answer.result, reason: answer.reason },
    reason: purpose || null,
  });
}
