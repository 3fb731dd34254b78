import type { Fragment, Tx } from "@/db/client";
import { COLLEGIAL_ACTIONS, type CollegialKind } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import { type Count, countOf, decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type OperatorContext, reading } from "../context";
import { type WaitingForMeInput, waitingForMeInput } from "./inputs";
import { isItsTurn, isNow } from "./people";

export interface WaitingItem {
  actionId: number;
  kind: CollegialKind;
  caseId: number;
  refNo: string;
  category: string;
  state: string;
  /** What the case is about: its subject, else whom it concerns. */
  title: string;
  dueOn: Day | null;
  note: string;
  assignedName: string;
  assignedAt: Date;
  /** For whom the actor stands in; null: it is theirs. */
  forId: number | null;
  forName: string | null;
  assigneeRole: string | null;
}

const LAST_DAY = "9999-12-31";

/** What waits for the actor to vote, approve, sign or acknowledge, as a deputy too; the next due first. */
export async function waitingForMe(
  ctx: OperatorContext,
  raw: WaitingForMeInput = {},
): Promise<Page<WaitingItem>> {
  authorize(ctx, "collegial:decide");
  const { kind, cursor, limit } = waitingForMeInput.parse(raw);
  const [dueOn, id] = cursor ? decodeCursor(cursor, 2) : [];
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const rows = await sql<(WaitingItem & { sortOn: Day })[]>`
      ${mine(ctx, tx, kind)}
      select a.id as "actionId", a.kind, k.id as "caseId", k.ref_no as "refNo", k.category,
             k.state, coalesce(nullif(k.fields ->> 'subject', ''), k.debtor_name) as title,
             l.due_on as "dueOn", coalesce(l.due_on, ${LAST_DAY}::date) as "sortOn", l.note,
             l.assigned_name as "assignedName", l.assigned_at as "assignedAt",
             case when w.principal_id <> ${ctx.actor.operatorId} then w.principal_id end as "forId",
             case when w.principal_id <> ${ctx.actor.operatorId} then w.name end as "forName",
             a.assignee_role as "assigneeRole"
        from waiting w ${standing(tx)}
         ${id ? sql`and (coalesce(l.due_on, ${LAST_DAY}::date), a.id) > (${dueOn as string}::date, ${id}::bigint)` : sql``}
       order by coalesce(l.due_on, ${LAST_DAY}::date), a.id limit ${limit + 1}`;
    const page = toPage([...rows], limit, (row) => [row.sortOn, row.actionId]);
    return { ...page, items: page.items.map(({ sortOn: _, ...item }) => item) };
  });
}

/** How many of them there are. */
export async function countWaitingForMe(ctx: OperatorContext): Promise<Count> {
  authorize(ctx, "collegial:decide");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<{ count: number }[]>`
      ${mine(ctx, tx)}
      select count(*) from (select from waiting w ${standing(tx)} limit 10001) s`;
    return countOf(rows);
  });
}

/** Open actions in the right of everybody for whom the actor may act today, once each. */
function mine(ctx: OperatorContext, { sql }: Tx, kind?: CollegialKind): Fragment {
  const me = ctx.actor.operatorId;
  const kinds = kind ? [kind] : [...COLLEGIAL_ACTIONS];
  const open = sql`a.withdrawn_at is null and a.outcome is null`;
  return sql`
    with rights as (
      select g.kind, p.id as principal_id, p.name, p.role, p.is_active
        from unnest(${kinds}::text[]) as g(kind)
        cross join lateral stood_in_for(${me}, g.kind, ${ctx.today}::date) s
        join operators p on p.id = s.principal_id),
    waiting as (
      select distinct on (u.id) u.id, u.principal_id, u.name from (
        select a.id, r.principal_id, r.name from rights r join collegial_actions a
            on a.kind = r.kind and a.assignee_id = r.principal_id and ${open}
        union all
        select a.id, r.principal_id, r.name from rights r join collegial_actions a
            on a.kind = r.kind and a.assignee_role = r.role and r.is_active and ${open}) u
       order by u.id, u.principal_id <> ${me}, u.name, u.principal_id)`;
}

const standing = ({ sql }: Tx): Fragment => sql`
  join collegial_actions a on a.id = w.id join collegial_calls l on l.id = a.call_id
  join cases k on k.id = a.case_id and k.voided_at is null
   where ${isNow(sql)} and ${isItsTurn(sql)}`;
