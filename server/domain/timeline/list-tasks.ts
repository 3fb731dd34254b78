import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { addDays, type Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { searchedBirthNumber } from "../parties";
import { planSearch } from "../search";
import { countTasksInput, listTasksInput, type TASK_BUCKETS } from "./inputs";

export interface TaskItem {
  id: number;
  caseId: number;
  refNo: string;
  category: string;
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

/** Tasks of one person, of nobody, or of all: the next due first; resolved ones newest first. */
export async function listTasks(
  ctx: Context,
  raw: z.input<typeof listTasksInput>,
): Promise<Page<TaskItem>> {
  authorize(ctx, "cases:read");
  const input = listTasksInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const isResolved = input.bucket === "resolved";
    const column = isResolved ? sql`e.resolved_at` : sql`e.due_at`;
    const direction = isResolved ? sql`desc` : sql`asc`;
    const [at, id] = input.cursor ? decodeCursor(input.cursor, 2) : [];
    const text = input.text?.trim();
    const plan = text ? await planSearch(tx, "cases", text) : null;
    const hash = text ? await searchedBirthNumber(ctx, tx, text) : null;
    const matching = hash
      ? sql`and c.id in (select case_id from case_parties k join parties p on p.id = k.party_id
              where p.birth_number_hash = ${hash})`
      : plan?.kind === "ids"
        ? sql`and (c.id = any(${plan.ids}::bigint[]) or e.text ilike ${`%${text}%`})`
        : plan?.kind === "scan"
          ? sql`and (c.search @@ ${plan.query}::tsquery or e.text ilike ${`%${text}%`})`
          : sql``;
    const rows = await sql<TaskItem[]>`
      select e.id, e.case_id as "caseId", c.ref_no as "refNo", c.category, c.state,
             c.debtor_name as "debtorName", c.balance_czk_minor as "balanceCzkMinor",
             c.balance_eur_minor as "balanceEurMinor", e.text, e.due_at as "dueAt",
             e.is_all_day as "isAllDay", e.place, e.priority, e.assignee_id as "assigneeId",
             s.name as "assigneeName", e.snoozed_until as "snoozedUntil", e.result,
             e.resolved_at as "resolvedAt", e.version
        from case_events e join cases c on c.id = e.case_id and c.voided_at is null
        left join operators s on s.id = e.assignee_id
       where e.kind = 'task' and e.deleted_at is null ${inBucket(ctx, tx, input.bucket)}
         ${byAssignee(ctx, tx, input.assignee)} ${matching}
         ${input.caseId ? sql`and e.case_id = ${input.caseId}` : sql``}
         ${
           at && id
             ? sql`and (${column}, e.id) ${isResolved ? sql`<` : sql`>`} (${at}::timestamptz, ${id}::bigint)`
             : sql``
         }
       order by ${column} ${direction}, e.id ${direction} limit ${input.limit + 1}`;
    return toPage(
      rows.map((row) => row),
      input.limit,
      (row) => [(isResolved ? (row.resolvedAt ?? row.dueAt) : row.dueAt).toISOString(), row.id],
    );
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
