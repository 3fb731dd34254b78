import type { Tx } from "@/db/client";
import type { Register, ScreeningKey } from "@/db/values/registers";
import { DomainError } from "@/server/kernel/errors";
import type { Asked, MatchQuality } from "@/server/kernel/register-answer";
import { writeAudit } from "../audit";
import { atInstant, authorize, type Context, clockFrom, inTransaction } from "../context";
import { ASKERS, type Asking } from "./askers";
import { type CheckPartyInput, checkPartyInput } from "./inputs";
import {
  type AnsweredCheck,
  type AskedAddress,
  type AskedRegister,
  isInsolvencyRegister,
  outageOf,
  type RegisterRecord,
} from "./record";
import { recordChecks } from "./record-checks";
import { type RegisterService, readService } from "./services";
import { settleAddresses } from "./settle-address";
import { type InsolvencyChange, settleInsolvency } from "./settle-insolvency";
import { readSubject, type Subject } from "./subject";
import { noteHealth, settleTurns, takeTurn } from "./take-turn";

export interface CheckOutcome {
  screeningId: number;
  outcome: "found" | "clear" | "unavailable";
  reason: string | null;
  quality: MatchQuality | null;
  /** Of insolvency: what the answer changed; null where nothing. */
  change: InsolvencyChange | null;
}

/** By what somebody may be asked for, and how: `ask` leaves for the register. */
export interface Question {
  askedBy: ScreeningKey;
  ask(service: RegisterService): Promise<AskedRegister>;
  /** How many questions that may become; left out: one. */
  questionMax?: number;
  /** Of addresses: which of them. */
  address?: AskedAddress;
  /** By a table of our own, where there is one; null where it was never filled. */
  askOffline?(tx: Tx): Promise<Asked<RegisterRecord> | null>;
}

/**
 * Asks one register about one party now and writes the answer into the log, whatever it is. Where a
 * table of our own can answer too, it does for a service that is not to be asked or fails. Throws
 * not_found `parties.not_found`, precondition `registers.no_identifier` (nothing to ask by),
 * `registers.manual`, and what `takeTurn` throws; then nothing left and nothing is logged.
 */
export async function checkParty(ctx: Context, raw: CheckPartyInput): Promise<CheckOutcome> {
  authorize(ctx, "registers:check");
  const input = checkPartyInput.parse(raw);
  const { service, question, offline, turn } = await inTransaction(ctx, async (inner, tx) => {
    const subject = await readSubject(inner, tx, input.partyId);
    if (input.caseId) await requireCaseOf(tx, input.caseId);
    const found = await readService(inner, tx, input.register);
    const asked = questionOf(ctx, { subject, register: input.register }, input);
    const isOffline = found.prefersOffline || found.url === "" || isResting(inner, found);
    const own = isOffline ? ((await asked.askOffline?.(tx)) ?? null) : null;
    const { questionMax = 1 } = asked;
    const taken = own ? null : await takeTurn(inner, tx, { service: found, questionMax });
    return { service: found, question: asked, offline: own, turn: taken };
  });
  const clock = clockFrom(ctx.now);
  const asked: AskedRegister = offline ?? (await question.ask(service));
  const { partyId, register, cause } = input;
  const about = {
    ...{ register, partyId, cause, caseId: input.caseId ?? null, purpose: input.purpose || cause },
    ...{ askedBy: asked.askedBy ?? question.askedBy, address: question.address ?? null },
  };
  return inTransaction(atInstant(ctx, clock()), async (inner, tx) => {
    const failed = { register, question, asked };
    const instead = offline ?? (await insteadOf(inner, tx, failed));
    const price = instead ? { priceMinor: 0, currency: service.currency } : priceOf(service, asked);
    const check = { ...about, asked: instead ?? asked, isOffline: instead !== null, ...price };
    if (turn) await settleTurns(tx, [{ ...turn, usedCount: asked.questionCount ?? 1 }]);
    const [outcome] = await keepChecks(inner, tx, [check]);
    if (!outcome) throw new Error("no row");
    return outcome;
  });
}

const isResting = ({ now }: Context, { restingUntil }: RegisterService): boolean =>
  restingUntil !== null && restingUntil > now;

/** What our own table says where the service failed, whose trouble is noted all the same. */
async function insteadOf(
  ctx: Context,
  tx: Tx,
  failed: { register: Register; question: Question; asked: Asked<RegisterRecord> },
): Promise<Asked<RegisterRecord> | null> {
  const { register, question, asked } = failed;
  if (asked.answer.outcome !== "unavailable") return null;
  const instead = (await question.askOffline?.(tx)) ?? null;
  if (instead) await noteHealth(ctx, tx, { register, trouble: outageOf(asked.answer) });
  return instead;
}

/** Throws not_found `cases.not_found`. */
export async function requireCaseOf({ sql }: Tx, caseId: number): Promise<void> {
  const [row] = await sql`select id from cases where id = ${caseId} and voided_at is null`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
}

/** Throws precondition `registers.no_identifier` or `registers.manual`, and what the asker throws. */
export function questionOf(
  ctx: Context,
  at: { subject: Subject; register: Register },
  asking: Asking = {},
): Question {
  const { subject, register } = at;
  const asker = ASKERS[register];
  if (!asker) throw new DomainError("precondition", "registers.manual", { register });
  const question = asker(ctx, subject, asking);
  if (question === null) {
    throw new DomainError("precondition", "registers.no_identifier", { register });
  }
  return question;
}

/** Only answers are paid for, each of them, and one that says "nothing" is an answer. */
export const priceOf = (
  { priceMinor, currency }: RegisterService,
  { answer, answeredCount }: Asked<unknown> & Pick<AskedRegister, "answeredCount">,
) => ({
  priceMinor: priceMinor * (answeredCount ?? (answer.outcome === "unavailable" ? 0 : 1)),
  currency,
});

/** Writes answers down with what follows from them; a statement or two for however many. */
export async function keepChecks(
  ctx: Context,
  tx: Tx,
  checks: readonly AnsweredCheck[],
): Promise<CheckOutcome[]> {
  const ids = await recordChecks(ctx, tx, checks);
  const settled = checks.filter(
    ({ register, asked }) =>
      isInsolvencyRegister(register) && asked.answer.outcome !== "unavailable",
  );
  const partyIds = [...new Set(settled.map(({ partyId }) => partyId))];
  const changes = await settleInsolvency(ctx, tx, { partyIds, cause: "check" });
  await settleAddresses(ctx, tx, checks);
  const told = checks.filter((check) => !check.isOffline);
  for (const register of new Set(told.map((check) => check.register))) {
    const last = told.findLast((check) => check.register === register)?.asked.answer;
    await noteHealth(ctx, tx, { register, trouble: last ? outageOf(last) : null });
  }
  await writeAudit(
    ctx,
    checks.map((check, at) => ({
      ...{ action: "registers.check", entity: "party", entityId: check.partyId },
      caseId: check.caseId,
      after: {
        ...{ register: check.register, cause: check.cause, screeningId: ids[at] ?? null },
        outcome: check.asked.answer.outcome,
      },
    })),
  );
  return checks.map(({ partyId, register, asked: { answer } }, at) => ({
    screeningId: ids[at] ?? 0,
    outcome: answer.outcome,
    reason: answer.outcome === "unavailable" ? answer.reason : null,
    quality: answer.outcome === "found" ? answer.quality : null,
    change: changes.find((each) => each.partyId === partyId && each.register === register) ?? null,
  }));
}
