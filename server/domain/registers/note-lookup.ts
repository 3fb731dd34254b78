import { DomainError } from "@/server/kernel/errors";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import { authorize, type Context, inTransaction } from "../context";
import { keepChecks, requireCaseOf } from "./check-party";
import { type NoteLookupInput, noteLookupInput } from "./inputs";
import type { RegisterRecord } from "./record";
import { readService } from "./services";
import { readSubject, type Subject } from "./subject";
import { spentThisMonth } from "./take-turn";

type Lookup = ReturnType<typeof noteLookupInput.parse>;

/**
 * Writes down what a person found in a register without a machine, what it cost, and the page they
 * saved. What was paid is counted into the budget and never refused: `isOverBudget` says that it is
 * spent. Throws not_found `parties.not_found`, `cases.not_found`, invalid `registers.lookup_records`.
 */
export async function noteLookup(
  ctx: Context,
  raw: NoteLookupInput,
): Promise<{ screeningId: number; isOverBudget: boolean }> {
  authorize(ctx, "registers:check");
  const input = noteLookupInput.parse(raw);
  if ((input.outcome === "found") !== input.records.length > 0) {
    throw new DomainError("invalid", "registers.lookup_records");
  }
  const { partyId, register, caseId = null, purpose, priceMinor, currency } = input;
  return inTransaction(ctx, async (inner, tx) => {
    const subject = await readSubject(inner, tx, partyId);
    if (caseId) await requireCaseOf(tx, caseId);
    const cause = caseId ? "case" : "card";
    const about = { register, partyId, caseId, cause, purpose, askedBy: "manual" } as const;
    const check = { ...about, priceMinor, currency, asked: askedOf(inner, subject, input) };
    const [kept] = await keepChecks(inner, tx, [check]);
    if (!kept) throw new Error("no row");
    const service = await readService(inner, tx, register);
    const { monthBudgetMinor: budget } = service;
    const spent = await spentThisMonth(inner, tx, { register, currency: service.currency });
    return { screeningId: kept.screeningId, isOverBudget: budget !== null && spent > budget };
  });
}

function askedOf({ now }: Context, subject: Subject, input: Lookup): Asked<RegisterRecord> {
  const { evidence } = input;
  const received = evidence ? Buffer.from(evidence.base64, "base64") : null;
  const answer: RegisterAnswer<RegisterRecord> =
    input.outcome === "clear"
      ? { outcome: "clear", asOf: now }
      : {
          ...{ outcome: "found", asOf: now, isCut: false, quality: "identifier" },
          records: input.records.map((record) => recordOf(subject, record)),
        };
  return { answer, sent: null, received, mediaType: evidence?.mediaType ?? "", status: null };
}

function recordOf(subject: Subject, record: Lookup["records"][number]): RegisterRecord {
  const { mark, office, note } = record;
  return {
    ...{ mark, fileMark: null, court: office || null, stateCode: null, name: subject.fullName },
    ...{ birthOn: null, registrationNo: subject.registrationNo, address: null, startedOn: null },
    ...{ endedOn: null, url: null, isCoDebtor: false, quality: "identifier" },
    details: { ...(office ? { office } : {}), ...(note ? { note } : {}) },
  };
}
