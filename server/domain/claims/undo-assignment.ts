import type { z } from "zod";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { addCaseParty } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import {
  type CreditorChange,
  changeCreditor,
  creditorOf,
  takeOff,
  writeAssignment,
} from "./assign-claims";
import { undoAssignmentInput } from "./inputs";
import { lockCase } from "./load";

/**
 * Gives the claims of a case back to the assignor, as if they had never gone. Throws conflict
 * `claims.assignment_undone`, and `claims.assignment_later` where they have gone on since.
 */
export async function undoAssignment(
  ctx: Context,
  raw: z.input<typeof undoAssignmentInput>,
): Promise<void> {
  authorize(ctx, "claims:waive");
  const { assignmentId, reason } = undoAssignmentInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [found] = await tx.sql<(CreditorChange & { assignedOn: Day })[]>`
      select a.case_id as "caseId", a.from_party_id as "fromPartyId",
             a.to_party_id as "toPartyId", a.assigned_on as "assignedOn"
        from claim_assignments a join cases k on k.id = a.case_id
       where a.id = ${assignmentId} and a.undoes_id is null and k.voided_at is null`;
    if (!found) throw new DomainError("not_found", "claims.assignment_not_found");
    const { caseId, fromPartyId, toPartyId, assignedOn } = found;
    await lockCase(tx, caseId);
    const [undone] = await tx.sql`
      select 1 from claim_assignments where undoes_id = ${assignmentId}`;
    if (undone) throw new DomainError("conflict", "claims.assignment_undone");
    if ((await creditorOf(tx, caseId)) !== toPartyId) {
      throw new DomainError("conflict", "claims.assignment_later");
    }
    await takeOff(inner, tx, { caseId, partyId: fromPartyId, role: "assignor" });
    const back = { caseId, fromPartyId: toPartyId, toPartyId: fromPartyId };
    await changeCreditor(inner, tx, back);
    // Whoever had assigned the claims before they came back to them is an assignor again.
    const [before] = await tx.sql`
      select 1 from claim_assignments a
       where a.case_id = ${caseId} and a.from_party_id = ${toPartyId} and a.id < ${assignmentId}
         and a.undoes_id is null
         and not exists (select from claim_assignments u where u.undoes_id = a.id)`;
    if (before) await addCaseParty(inner, { caseId, partyId: toPartyId, role: "assignor" });
    await writeAssignment(inner, tx, { ...back, assignedOn, reason, undoesId: assignmentId });
  });
}
