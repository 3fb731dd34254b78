import type { Tx } from "@/db/client";
import type { CollegialKind, CollegialOutcome, CollegialSequence } from "@/db/values/collegial";
import { DomainError } from "@/server/kernel/errors";
import { lockCases, requireCase, type SeenCase } from "../cases";

export interface ActionRow {
  id: number;
  callId: number;
  caseId: number;
  kind: CollegialKind;
  state: string | null;
  position: number;
  assigneeId: number | null;
  assigneeRole: string | null;
  round: number;
  outcome: CollegialOutcome | null;
  withdrawnAt: Date | null;
  sequence: CollegialSequence;
  assigneeName: string | null;
  /** Who asked for it. */
  askerId: number | null;
}

const notFound = () => new DomainError("not_found", "collegial.not_found");

/**
 * An action with its case, both locked, the case first as whoever moves it does. Of a case that the
 * actor does not see: the same `collegial.not_found`.
 */
export async function loadAction(
  tx: Tx,
  actionId: number,
): Promise<{ action: ActionRow; seen: SeenCase }> {
  const [found] = await tx.sql<{ caseId: number }[]>`
    select case_id as "caseId" from collegial_actions where id = ${actionId}`;
  if (!found) throw notFound();
  const [locked] = await lockCases(tx, [found.caseId]);
  if (!locked) throw notFound();
  const seen = await requireCase(tx, found.caseId);
  const [action] = await tx.sql<ActionRow[]>`
    select a.id, a.call_id as "callId", a.case_id as "caseId", a.kind, a.state, a.position,
           a.assignee_id as "assigneeId", a.assignee_role as "assigneeRole", a.round, a.outcome,
           a.withdrawn_at as "withdrawnAt", l.sequence, o.name as "assigneeName",
           l.assigned_by as "askerId"
      from collegial_actions a join collegial_calls l on l.id = a.call_id
      left join operators o on o.id = a.assignee_id
     where a.id = ${actionId} for update of a`;
  if (!action) throw notFound();
  return { action, seen };
}
