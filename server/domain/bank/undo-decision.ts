import type { Tx } from "@/db/client";
import type { DecisionKind } from "@/db/values/bank";
import { DomainError } from "@/server/kernel/errors";
import { sumMinor } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { bookParts } from "./book-parts";
import { type Before, reverseStanding } from "./decisions";
import { type UndoDecisionInput, undoDecisionInput } from "./inputs";
import { type LoadedMovement, lockMovement, requireAll } from "./load";
import { moveBack } from "./move-movement";

interface Decision {
  id: number;
  movementId: number;
  kind: DecisionKind;
  before: Before;
  isUndone: boolean;
}

/**
 * Takes the last decision about a movement back, with all that followed of it: payments are reversed as
 * corrections (so are the allocations, the paid claims and the interest that hang on them), what a
 * take-back reversed is booked anew, a refusal is forgotten, the symbol is the bank's again. One
 * transaction. Throws not_found `bank.decision_not_found`, conflict `bank.decision_undone`, and
 * `bank.decision_followed` where a later decision stands on it.
 */
export async function undoDecision(ctx: Context, raw: UndoDecisionInput): Promise<void> {
  authorize(ctx, "bank:match");
  const { decisionId, note } = undoDecisionInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { decision, movement } = await lockDecision(tx, decisionId);
    await takeBack(inner, tx, { decision, movement, note });
    await tx.sql`
      update bank_decisions set undone_by = ${authorOf(ctx.actor).id}, undone_at = ${ctx.now}
       where id = ${decisionId}`;
    await writeAudit(inner, {
      action: "bank.undo",
      entity: "bank_movement",
      entityId: movement.id,
      caseId: movement.caseId,
      before: { state: movement.state, reason: movement.reason },
      after: { state: decision.before.state, reason: decision.before.reason },
      reason: note,
    });
  });
}

/** The movement is locked first: whoever decides about it waits, and so do two who undo at once. */
async function lockDecision(
  tx: Tx,
  decisionId: number,
): Promise<{ decision: Decision; movement: LoadedMovement }> {
  const [named] = await tx.sql<{ movementId: number }[]>`
    select movement_id as "movementId" from bank_decisions where id = ${decisionId}`;
  if (!named) throw new DomainError("not_found", "bank.decision_not_found");
  const movement = await lockMovement(tx, named.movementId);
  const [decision] = await tx.sql<(Decision & { isFollowed: boolean })[]>`
    select d.id, d.movement_id as "movementId", d.kind, d.before,
           d.undone_at is not null as "isUndone",
           exists (select from bank_decisions l where l.movement_id = d.movement_id
                      and l.id > d.id and l.undone_at is null) as "isFollowed"
      from bank_decisions d where d.id = ${decisionId}`;
  if (!decision || decision.isUndone) throw new DomainError("conflict", "bank.decision_undone");
  if (decision.isFollowed) throw new DomainError("conflict", "bank.decision_followed");
  return { decision, movement };
}

async function takeBack(
  ctx: Context,
  tx: Tx,
  what: { decision: Decision; movement: LoadedMovement; note: string },
): Promise<void> {
  const { decision, movement, note } = what;
  const { kind, before, movementId } = decision;
  if (kind === "release") {
    await bookAgain(ctx, tx, { movement, before });
    return;
  }
  const earlier = new Set(before.parts.map(({ paymentId }) => paymentId));
  const standing = movement.standing.filter(({ paymentId }) => !earlier.has(paymentId));
  await reverseStanding(ctx, { ...movement, standing }, note);
  await moveBack(ctx, tx, { movementId, before });
  await restoreRefusals(tx, { movementId, before });
}

/** Whoever was refused before the decision is so again, and nobody else. */
async function restoreRefusals(
  { sql }: Tx,
  { movementId, before: { refusals } }: { movementId: number; before: Before },
): Promise<void> {
  const caseIds = refusals.map(({ caseId }) => caseId);
  await sql`
    delete from match_refusals where movement_id = ${movementId} and case_id <> all(${caseIds})`;
  await sql`
    insert into match_refusals (movement_id, case_id, refused_by, refused_at)
    select ${movementId}, n.case_id, n.by, n.at::timestamptz
      from unnest(${caseIds}::bigint[], ${refusals.map(({ refusedBy }) => refusedBy)}::bigint[],
                  ${refusals.map(({ refusedAt }) => refusedAt)}::text[]) as n (case_id, by, at)
    on conflict do nothing`;
}

/** What a take-back reversed, as it was; who had decided then is remembered. */
async function bookAgain(
  ctx: Context,
  tx: Tx,
  { movement, before }: { movement: LoadedMovement; before: Before },
): Promise<void> {
  if (movement.state !== "open") throw new DomainError("conflict", "bank.movement_decided");
  const { id: movementId } = movement;
  await requireAll(
    tx,
    before.parts.map(({ caseId }) => caseId),
  );
  const bounced = await bouncedOf(tx, before.parts);
  const lost = before.parts.filter(({ paymentId }) => !bounced.has(paymentId));
  await moveBack(ctx, tx, { movementId, before });
  if (lost.length > 0) {
    const paymentIds = await bookParts(ctx, tx, { movement, parts: lost, isRest: false });
    await renameParts(tx, { movementId, parts: lost, paymentIds });
  }
  await stand(tx, { movement, before, isBounced: bounced.size === before.parts.length });
  await restoreRefusals(tx, { movementId, before });
}

/**
 * As it stood before the take-back. What was booked of less than the whole by then waits for the rest,
 * whatever the machine had yet to notice.
 */
async function stand(
  { sql }: Tx,
  { movement, before, isBounced }: { movement: LoadedMovement; before: Before; isBounced: boolean },
): Promise<void> {
  const { id, amountMinor } = movement;
  const booked = sumMinor(before.parts.map((part) => part.amountMinor));
  const isWaiting = before.state === "matched" && booked < amountMinor;
  const [whole] = before.parts;
  const back = isBounced && whole?.amountMinor === amountMinor ? whole : null;
  await sql`
    update bank_movements
       set state = ${isWaiting ? "open" : before.state}, decided_by = ${before.decidedBy},
           reason = ${isWaiting ? (booked > 0 ? "part_taken_back" : "taken_back") : before.reason},
           note = ${before.note}, case_id = coalesce(${back?.caseId ?? null}, case_id),
           payment_id = coalesce(${back?.paymentId ?? null}, payment_id)
     where id = ${id}`;
}

/** Parts that went back to the payer: no take-back reversed them, so none books them anew. */
async function bouncedOf({ sql }: Tx, parts: Before["parts"]): Promise<Set<number>> {
  if (parts.length === 0) return new Set();
  const rows = await sql<{ id: number }[]>`
    select reverses_id as id from payments
     where reverses_id = any(${parts.map(({ paymentId }) => paymentId)}::bigint[])
       and reversal_kind = 'bounce'`;
  return new Set(rows.map(({ id }) => id));
}

/** What was booked anew is known to earlier decisions by the payment that it was before. */
async function renameParts(
  { sql }: Tx,
  again: { movementId: number; parts: Before["parts"]; paymentIds: readonly number[] },
): Promise<void> {
  const { movementId, parts, paymentIds } = again;
  const names = new Map(parts.map(({ paymentId }, at) => [paymentId, paymentIds[at] ?? paymentId]));
  const decisions = await sql<{ id: number; before: Before }[]>`
    select id, before from bank_decisions where movement_id = ${movementId} and undone_at is null`;
  const renamed = decisions.map(({ before }) => ({
    ...before,
    parts: before.parts.map((part) => {
      return { ...part, paymentId: names.get(part.paymentId) ?? part.paymentId };
    }),
  }));
  await sql`
    update bank_decisions d set before = n.before::jsonb
      from unnest(${decisions.map(({ id }) => id)}::bigint[],
                  ${renamed.map((before) => JSON.stringify(before))}::text[]) as n (id, before)
     where d.id = n.id`;
}
