import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { refreshTimeline, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { endActionTasks } from "./clock/action-tasks";
import { type WithdrawActionInput, withdrawActionInput } from "./inputs";
import { type ActionRow, loadAction } from "./load";

/**
 * Takes back what somebody was asked for; decided, it stays. The row stays too, with who and why. For
 * who asked for it, and for whoever stands above them.
 */
export async function withdrawAction(
  ctx: Context,
  raw: WithdrawActionInput,
): Promise<{ caseId: number }> {
  authorize(ctx, "collegial:assign");
  const { actionId, reason } = withdrawActionInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { action } = await loadAction(tx, actionId);
    if (!mayWithdraw(ctx, action)) throw new DomainError("forbidden", "collegial.not_asker");
    if (action.withdrawnAt) throw new DomainError("conflict", "collegial.withdrawn_already");
    if (action.outcome) throw new DomainError("conflict", "collegial.decided_stays");
    const { caseId, kind, assigneeName: name, assigneeRole: role } = action;
    const author = authorOf(ctx.actor);
    await tx.sql`
      update collegial_actions
         set withdrawn_at = ${ctx.now}, withdrawn_by = ${author.id},
             withdrawn_name = ${author.name}, withdrawn_reason = ${reason}
       where id = ${actionId}`;
    const params = { kind, name, role };
    await writeSystemEvents(inner, [{ caseId, code: "collegial.withdrawn", params, text: reason }]);
    await refreshTimeline(tx, [caseId]);
    await writeAudit(inner, {
      ...{ action: "collegial.withdraw", entity: "collegial_action", entityId: actionId, caseId },
      before: { kind, name, role },
      reason: reason || null,
    });
    await endActionTasks(inner, tx, actionId);
    await writeFact(inner, { name: "collegial.withdrawn", payload: { caseId, actionId } });
    return { caseId };
  });
}

/** Else whoever is in the minority could take away the voices of the others. */
export function mayWithdraw({ actor }: Context, { askerId }: Pick<ActionRow, "askerId">): boolean {
  if (actor.kind !== "operator") return true;
  const isAbove = actor.role === "supervisor" || actor.role === "administrator";
  return isAbove || actor.operatorId === askerId;
}
