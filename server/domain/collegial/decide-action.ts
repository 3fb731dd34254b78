import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { writeAudit } from "../audit";
import { refreshTimeline, type SeenCase, writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { writeFact } from "../events";
import { endActionTasks } from "./clock/action-tasks";
import { type DecideActionInput, decideActionInput } from "./inputs";
import { type ActionRow, loadAction } from "./load";
import { signDocuments } from "./sign-documents";
import { superiorRoles } from "./superiors";

type Parsed = ReturnType<typeof decideActionInput.parse>;
interface Voter {
  id: number;
  name: string;
}

/**
 * Votes, approves, signs or acknowledges: in one's own right or as somebody's deputy, which the
 * record says. Withdrawn, decided already, out of turn or out of its state: refused, each by name.
 */
export async function decideAction(
  ctx: OperatorContext,
  raw: DecideActionInput,
): Promise<{ decisionId: number; caseId: number }> {
  authorize(ctx, "collegial:decide");
  const input = decideActionInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { action, seen } = await loadAction(tx, input.actionId);
    const voter = await voterOf(inner, tx, { action, input });
    await requireOpen(tx, action, seen);
    // A deputy too: nobody decides on what their own equal asks for.
    const superiors = await superiorRoles(tx, seen, action);
    const { role, name } = inner.actor;
    if (superiors?.includes(role) === false) {
      throw new DomainError("forbidden", "collegial.not_superior", { name });
    }
    if (action.kind === "acknowledge" && input.outcome === "negative") {
      throw new DomainError("invalid", "collegial.only_acknowledged");
    }
    const decisionId = await insert(inner, tx, { action, voter, input });
    if (action.kind === "sign" && input.outcome === "positive") {
      await signDocuments(tx, { decisionId, caseId: action.caseId });
    }
    await tell(inner, tx, { action, voter, input });
    return { decisionId, caseId: action.caseId };
  });
}

/** In whose right the actor decides: their own first; nobody's: refused. */
async function voterOf(
  ctx: OperatorContext,
  tx: Tx,
  { action, input }: { action: ActionRow; input: Parsed },
): Promise<Voter> {
  const me = ctx.actor.operatorId;
  const rows = await tx.sql<Voter[]>`
    select p.id, p.name
      from stood_in_for(${me}, ${action.kind}, ${ctx.today}::date) s
      join operators p on p.id = s.principal_id
     where p.id = ${action.assigneeId}
        or (p.role = ${action.assigneeRole} and p.is_active)
     order by p.id <> ${me}, p.name, p.id`;
  const { onBehalfOfId } = input;
  const voter = onBehalfOfId ? rows.find(({ id }) => id === onBehalfOfId) : rows[0];
  if (!voter) throw new DomainError("forbidden", "collegial.not_yours");
  return voter;
}

async function requireOpen(tx: Tx, action: ActionRow, seen: SeenCase): Promise<void> {
  if (action.withdrawnAt) throw new DomainError("precondition", "collegial.withdrawn");
  if (action.outcome) throw alreadyDecided();
  if (action.state !== null && action.state !== seen.state) {
    throw new DomainError("precondition", "collegial.not_now");
  }
  if (action.sequence === "parallel") return;
  const [before] = await tx.sql<{ name: string | null }[]>`
    select o.name from collegial_actions b left join operators o on o.id = b.assignee_id
     where b.call_id = ${action.callId} and b.position < ${action.position}
       and b.withdrawn_at is null and b.outcome is null order by b.position limit 1`;
  if (before) {
    throw new DomainError("precondition", "collegial.not_your_turn", { name: before.name ?? "" });
  }
}

const alreadyDecided = (cause?: unknown) =>
  new DomainError({ kind: "conflict", cause }, "collegial.decided_already");

async function insert(
  ctx: OperatorContext,
  tx: Tx,
  { action, voter, input }: { action: ActionRow; voter: Voter; input: Parsed },
): Promise<number> {
  const { operatorId, name } = ctx.actor;
  try {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into collegial_decisions (action_id, case_id, kind, state, round, outcome, comment,
                                       decided_by, decided_name, voter_id, voter_name, decided_at)
      values (${action.id}, ${action.caseId}, ${action.kind}, ${action.state}, ${action.round},
              ${input.outcome}, ${input.comment}, ${operatorId}, ${name}, ${voter.id},
              ${voter.name}, ${ctx.now})
      returning id`;
    if (!row) throw new Error("no row");
    return row.id;
  } catch (error) {
    // The locks make the loser wait; the database has the last word.
    const key = takenKeyOf(error);
    if (key === "collegial_decisions_once") throw alreadyDecided(error);
    if (key === "collegial_decisions_voice") {
      throw new DomainError({ kind: "conflict", cause: error }, "collegial.voted_already", {
        name: voter.name,
      });
    }
    throw error;
  }
}

async function tell(
  ctx: OperatorContext,
  tx: Tx,
  { action, voter, input }: { action: ActionRow; voter: Voter; input: Parsed },
): Promise<void> {
  const { id: actionId, caseId, kind } = action;
  const { outcome, comment } = input;
  const onBehalfOf = voter.id === ctx.actor.operatorId ? null : voter.name;
  const params = { kind, outcome, name: ctx.actor.name, onBehalfOf };
  await writeSystemEvents(ctx, [{ caseId, code: "collegial.decided", params, text: comment }]);
  await refreshTimeline(tx, [caseId]);
  await writeAudit(ctx, {
    ...{ action: "collegial.decide", entity: "collegial_action", entityId: actionId, caseId },
    after: { kind, outcome, onBehalfOf },
    reason: comment || null,
  });
  await endActionTasks(ctx as Context, tx, actionId);
  await writeFact(ctx, {
    name: "collegial.decided",
    payload: { caseId, actionId, kind, outcome },
  });
}
