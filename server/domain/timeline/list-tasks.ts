import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { addDays, type Day } from "@/server/kernel/days";
import { COUNT_EXACT_MAX, type Count, countOf, type Page, toPage } from "@/server/kernel/page";
import { casesOfBirthNumber } from "../cases";
import { authorize, type Context, reading } from "../context";
import { searchedBirthNumber, searching } from "../parties";
import { planSearch } from "../search";
import {
  countTasksInput,
  listTasksInput,
  type TASK_BUCKETS,
  type TaskFilter,
  taskFilter,
} from "./inputs";
import { cursorOf, orderOf, taskOrder, taskStretches } from "./task-order";

export interface TaskItem {
  id: number;
  caseId: number;
  refNo: string;
  refYear: number;
  refNumber: number;
  category: string;
  processVersion: number;
  state: string;
  debtorName: string;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  text: string;
  dueAt: Date;
  isAllDay: boolean;
  place: string | null;
  priority: TaskPriority;
  assigneeId: number | null;
  assigneeName: string | null;
  snoozedUntil: Date | null;
  result: string | null;
  resolvedAt: Date | null;
  createdAt: Date;
  version: number;
}

type Bucket = (typeof TASK_BUCKETS)[number];

/** Midnight in Prague at the beginning of a day. */
const startOf = ({ sql }: Tx, day: Day): Fragment =>
  sql`(${day}::date::timestamp at time zone 'Europe/Prague')`;

/** What a bucket holds. A task of today is not overdue before midnight; a snoozed one is nowhere else. */
function inBucket(ctx: Context, tx: Tx, bucket: Bucket): Fragment {
  const { sql } = tx;
  const awake = sql`e.resolved_at is null and (e.snoozed_until is null or e.snoozed_until <= ${ctx.now})`;
  const today = startOf(tx, ctx.today);
  const tomorrow = startOf(tx, addDays(ctx.today, 1));
  const conditions: Record<Bucket, Fragment> = {
    overdue: sql`and ${awake} and e.due_at < ${today}`,
    today: sql`and ${awake} and e.due_at >= ${today} and e.due_at < ${tomorrow}`,
    upcoming: sql`and ${awake} and e.due_at >= ${tomorrow}`,
    snoozed: sql`and e.resolved_at is null and e.snoozed_until > ${ctx.now}`,
    resolved: sql`and e.resolved_at is not null`,
    all: sql`and ${awake}`,
  };
  return conditions[bucket];
}

function byAssignee(
  ctx: Context,
  { sql }: Tx,
  assignee: z.infer<typeof listTasksInput>["assignee"],
): Fragment {
  if (assignee === "anyone") return sql``;
  if (assignee === "none") return sql`and e.assignee_id is null`;
  const me = ctx.actor.kind === "operator" ? ctx.actor.operatorId : null;
  return sql`and e.assignee_id = ${assignee === "me" ? me : assignee}`;
}

/**
 * The filtered tasks with their cases, as everything after "from": `case_events e join cases c …
 * where`. One place for list, export and bulk actions; null: every task that one may see. In an
 * object, because a fragment is thenable.
 */
export async function taskRows(
  ctx: Context,
  tx: Tx,
  filter: TaskFilter | null,
): Promise<{ from: Fragment }> {
  const { sql } = tx;
  const every = sql`case_events e join cases c on c.id = e.case_id and c.voided_at is null
        left join operators s on s.id = e.assignee_id
       where e.kind = 'task' and e.deleted_at is null`;
  if (filter === null) return { from: every };
  const { matching } = await byText(ctx, tx, filter.text?.trim() ?? "");
  return {
    from: sql`${every} ${inBucket(ctx, tx, filter.bucket)}
         ${byAssignee(ctx, tx, filter.assignee)} ${matching}
         ${filter.caseId ? sql`and e.case_id = ${filter.caseId}` : sql``}`,
  };
}

async function byText(ctx: Context, tx: Tx, text: string): Promise<{ matching: Fragment }> {
  const { sql } = tx;
  if (text === "") return { matching: sql`` };
  const hash = await searchedBirthNumber(ctx, tx, text);
  const inText = sql`e.text ilike ${`%${text}%`}`;
  const said = hash ? sql`c.id in (${casesOfBirthNumber(tx, hash)}) or ${inText}` : inText;
  const plan = await planSearch(tx, "cases", text);
  if (plan.kind === "all") return { matching: sql`` };
  if (plan.kind === "ids") {
    return { matching: sql`and (c.id = any(${plan.ids}::bigint[]) or ${said})` };
  }
  return { matching: sql`and (c.search @@ ${plan.query}::tsquery or ${said})` };
}

/** What a list shows of `taskRows`. */
export const taskColumns = ({ sql }: Tx): Fragment => sql`
  e.id, e.case_id as "caseId", c.ref_no as "refNo", c.ref_year as "refYear",
  c.ref_number as "refNumber", c.category,
  c.process_version as "processVersion", c.state,
  c.debtor_name as "debtorName", c.balance_czk_minor as "balanceCzkMinor",
  c.balance_eur_minor as "balanceEurMinor", e.text, e.due_at as "dueAt",
  e.is_all_day as "isAllDay", e.place, e.priority, e.assignee_id as "assigneeId",
  s.name as "assigneeName", e.snoozed_until as "snoozedUntil", e.result,
  e.resolved_at as "resolvedAt", e.created_at as "createdAt", e.version`;

/** Tasks of one person, of nobody, or of all, in the order of `orderOf`. */
export async function listTasks(
  ctx: Context,
  raw: z.input<typeof listTasksInput>,
): Promise<Page<TaskItem>> {
  authorize(ctx, "cases:read");
  const { cursor, limit, ...query } = listTasksInput.parse(raw);
  const ordered = orderOf(query);
  return searching(ctx, query.text, async (tx) => {
    const { sql } = tx;
    const { from } = await taskRows(ctx, tx, query);
    const { by, outerBy } = taskOrder(tx, ordered);
    const rowsOf = (stretch: Fragment) => sql`
      (select ${taskColumns(tx)} from ${from} ${stretch} ${by} limit ${limit + 1})`;
    const all = taskStretches(tx, ordered, cursor)
      .map(rowsOf)
      .reduce((some, more) => sql`${some} union all ${more}`);
    const rows = await sql<TaskItem[]>`
      select * from (${all}) t ${outerBy} limit ${limit + 1}`;
    return toPage([...rows], limit, cursorOf(ordered.sort));
  });
}

/** How many tasks a list holds: exact up to 10 000, then "more than". */
export async function countListedTasks(
  ctx: Context,
  raw: z.input<typeof taskFilter>,
): Promise<Count> {
  authorize(ctx, "cases:read");
  const filter = taskFilter.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await taskRows(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count from (select 1 from ${from} limit ${COUNT_EXACT_MAX + 1}) n`;
    return countOf(rows);
  });
}

export interface TaskCounts {
  overdue: number;
  today: number;
  upcoming: number;
  snoozed: number;
}

/** How many open tasks wait, by bucket: the actor's own, somebody's, nobody's or all. */
export async function countTasks(
  ctx: Context,
  raw?: z.input<typeof countTasksInput>,
): Promise<TaskCounts & { resolvedToday: number }> {
  authorize(ctx, "cases:read");
  const { assignee } = countTasksInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const today = startOf(tx, ctx.today);
    const bucket = (name: Bucket) => sql`count(*) filter (where true ${inBucket(ctx, tx, name)})`;
    const [row] = await sql<(TaskCounts & { resolvedToday: number })[]>`
      select ${bucket("overdue")} as overdue, ${bucket("today")} as today,
             ${bucket("upcoming")} as upcoming, ${bucket("snoozed")} as snoozed,
             (select count(*) from case_events e
                join cases c on c.id = e.case_id and c.voided_at is null
               where e.kind = 'task' and e.deleted_at is null and e.resolved_at is not null
                 and e.resolved_at >= ${today} ${byAssignee(ctx, tx, assignee)}) as "resolvedToday"
        from case_events e join cases c on c.id = e.case_id and c.voided_at is null
       where e.kind = 'task' and e.deleted_at is null and e.resolved_at is null
         ${byAssignee(ctx, tx, assignee)}`;
    return row ?? { overdue: 0, today: 0, upcoming: 0, snoozed: 0, resolvedToday: 0 };
  });
}

/** Open work per colleague, for the supervisor who deals it out. */
export async function workload(ctx: Context) {
  authorize(ctx, "tasks:distribute");
  return reading(ctx, async (tx) => {
    const bucket = (name: Bucket) =>
      tx.sql`count(*) filter (where true ${inBucket(ctx, tx, name)})`;
    const rows = await tx.sql<
      (TaskCounts & { operatorId: number | null; name: string | null; isPresent: boolean | null })[]
    >`select o.id as "operatorId", o.name, o.is_present as "isPresent",
             ${bucket("overdue")} as overdue, ${bucket("today")} as today,
             ${bucket("upcoming")} as upcoming, ${bucket("snoozed")} as snoozed
        from (select * from operators where is_active and role <> 'readOnly') o
        full join (select e.* from case_events e join cases c on c.id = e.case_id
              and c.voided_at is null where e.kind = 'task' and e.resolved_at is null
              and e.deleted_at is null) e on e.assignee_id = o.id
       group by o.id, o.name, o.is_present order by o.name nulls last`;
    return [...rows];
  });
}
