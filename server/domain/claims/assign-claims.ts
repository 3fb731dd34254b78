import type { Tx } from "@/db/client";
import { claimAssignments } from "@/db/schema";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { addCaseParty, removeCaseParty, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { checkDebtDay } from "./days";
import { type AssignClaimsInput, assignClaimsInput } from "./inputs";
import { lockCase } from "./load";

/**
 * The claims of a case go to another creditor as of a day: they become its creditor, the one until
 * now stays on it as assignor. Balances do not move. Throws precondition `claims.no_creditor`,
 * invalid `claims.same_creditor`.
 */
export async function assignClaims(
  ctx: Context,
  raw: AssignClaimsInput,
): Promise<{ assignmentId: number }> {
  authorize(ctx, "claims:waive");
  const { caseId, toPartyId, assignedOn, reason } = assignClaimsInput.parse(raw);
  checkDebtDay(ctx, assignedOn);
  return inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, caseId);
    const fromPartyId = await creditorOf(tx, caseId);
    if (fromPartyId === toPartyId) throw new DomainError("invalid", "claims.same_creditor");
    await takeOff(inner, tx, { caseId, partyId: toPartyId, role: "assignor" });
    await changeCreditor(inner, tx, { caseId, fromPartyId, toPartyId });
    await addCaseParty(inner, { caseId, partyId: fromPartyId, role: "assignor" });
    const row = { caseId, fromPartyId, toPartyId, assignedOn, reason };
    return { assignmentId: await writeAssignment(inner, tx, { ...row, undoesId: null }) };
  });
}

export async function creditorOf({ sql }: Tx, caseId: number): Promise<number> {
  const [row] = await sql<{ partyId: number }[]>`
    select party_id as "partyId" from case_parties
     where case_id = ${caseId} and role = 'creditor' order by position, id limit 1`;
  if (!row) throw new DomainError("precondition", "claims.no_creditor");
  return row.partyId;
}

export interface CreditorChange {
  caseId: number;
  fromPartyId: number;
  toPartyId: number;
}

/** One creditor in the place of another; not a verb, the caller has asked for the right. */
export async function changeCreditor(
  ctx: Context,
  tx: Tx,
  { caseId, fromPartyId, toPartyId }: CreditorChange,
): Promise<void> {
  await takeOff(ctx, tx, { caseId, partyId: fromPartyId, role: "creditor" });
  await addCaseParty(ctx, { caseId, partyId: toPartyId, role: "creditor" });
}

/** Takes a party out of a role where it stands in it. */
export async function takeOff(
  ctx: Context,
  { sql }: Tx,
  { caseId, partyId, role }: { caseId: number; partyId: number; role: string },
): Promise<void> {
  const [row] = await sql<{ id: number }[]>`
    select id from case_parties
     where case_id = ${caseId} and party_id = ${partyId} and role = ${role}`;
  if (row) await removeCaseParty(ctx, { caseId, casePartyId: row.id });
}

/** The row with audit, fact and a line of the timeline. */
export async function writeAssignment(
  ctx: Context,
  tx: Tx,
  row: CreditorChange & { assignedOn: Day; reason: string; undoesId: number | null },
): Promise<number> {
  const { caseId, fromPartyId, toPartyId, assignedOn, reason, undoesId } = row;
  const [written] = await tx
    .insert(claimAssignments)
    .values({ ...row, bookedAt: ctx.now, bookedBy: authorOf(ctx.actor).id })
    .returning({ id: claimAssignments.id });
  if (!written) throw new Error("the insert answered nothing");
  await writeAudit(ctx, {
    action: undoesId ? "claims.undo-assignment" : "claims.assign",
    entity: "case",
    entityId: caseId,
    caseId,
    before: { creditorPartyId: fromPartyId },
    after: { creditorPartyId: toPartyId, assignedOn },
    reason,
  });
  await writeFact(ctx, { name: "claim.assigned", payload: { caseId, fromPartyId, toPartyId } });
  const params = { assignedOn, isUndone: undoesId !== null };
  await writeSystemEvents(ctx, [{ caseId, code: "claim.assigned", params, text: reason }]);
  return written.id;
}
