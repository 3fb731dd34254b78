import type { Fragment, Tx } from "@/db/client";
import { caseConditions } from "../cases";
import type { OperatorContext } from "../context";
import { likeText } from "../messages";
import type { DeskFilter } from "./desk-inputs";

/** What narrows the desk, on `cases c` and `desk_requests d`; each part begins with "and". */
export async function deskConditions(
  ctx: OperatorContext,
  tx: Tx,
  { text, kinds, priorities, teamId, ownerId }: Omit<DeskFilter, "view">,
): Promise<{ where: Fragment }> {
  const { sql } = tx;
  const sought = text?.trim() ?? "";
  const parts = [
    sought === "" ? sql`and c.voided_at is null` : (await soughtCondition(ctx, tx, sought)).where,
    kinds?.length ? sql`and c.fields->>'requestKind' = any(${kinds})` : sql``,
    priorities?.length ? sql`and d.priority = any(${priorities})` : sql``,
    teamId ? sql`and d.team_id = ${teamId}` : sql``,
    ownerId ? sql`and c.owner_id = ${ownerId}` : sql``,
  ];
  return {
    where: parts.reduce((all, part) => sql`${all} ${part}`, sql`and d.merged_into_id is null`),
  };
}

/** In names and numbers by the cases' own search, and in what the request is called. */
async function soughtCondition(
  ctx: OperatorContext,
  tx: Tx,
  text: string,
): Promise<{ where: Fragment }> {
  const { sql } = tx;
  const found = await caseConditions(ctx, tx, { category: "request", text, archived: "all" });
  const pattern = `%${likeText(text)}%`;
  const where = sql`
    and c.voided_at is null
    and (c.fields->>'subject' ilike ${pattern}
         or c.id in (select c.id from cases c where true ${found.where}))`;
  return { where };
}

/** Which of the views a request is in. */
export function viewCondition(
  { actor, now }: OperatorContext,
  { sql }: Tx,
  view: DeskFilter["view"],
): { is: Fragment } {
  switch (view) {
    case "mine":
      return { is: sql`d.resolved_at is null and c.owner_id = ${actor.operatorId}` };
    case "unassigned":
      return { is: sql`d.resolved_at is null and c.owner_id is null` };
    case "overdue":
      return { is: sql`d.resolved_at is null and d.due_at <= ${now}` };
    case "waiting":
      return { is: sql`d.resolved_at is null and c.state = 'waiting-client'` };
    case "done":
      return { is: sql`d.resolved_at is not null` };
    default:
      return { is: sql`d.resolved_at is null` };
  }
}
