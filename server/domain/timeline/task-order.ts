import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { type CursorValue, decodeCursor } from "@/server/kernel/page";
import type { TASK_BUCKETS, TaskSort, taskOrderInput } from "./inputs";
import type { TaskItem } from "./list-tasks";

export interface TaskOrder {
  sort: TaskSort;
  order: "asc" | "desc";
}

type Asked = z.output<typeof taskOrderInput> & { bucket: (typeof TASK_BUCKETS)[number] };

/** The order asked for; without one the next due first, of resolved ones the last resolved. */
export function orderOf({ bucket, sort, order }: Asked): TaskOrder {
  const isResolved = bucket === "resolved";
  // What waits has no day on which it was resolved.
  if (sort && (isResolved || sort !== "resolved")) return { sort, order };
  return isResolved ? { sort: "resolved", order: "desc" } : { sort: "due", order: "asc" };
}

/** The most pressing first, as by due day. The index case_events_pressing repeats it in SQL. */
const RANKS: Record<TaskPriority, number> = { high: 1, normal: 2, low: 3 };

const rankSql = (sql: Tx["sql"], priority: Fragment): Fragment =>
  sql`(case ${priority} when 'high' then 1 when 'normal' then 2 else 3 end)`;

/** A value that tasks are ordered by: in `taskRows`, in a list of `taskColumns` named t, its type. */
interface Key {
  inner: Fragment;
  outer: Fragment;
  type: Fragment;
}

function keysOf({ sql }: Tx, sort: TaskSort): Key[] {
  const id = { inner: sql`e.id`, outer: sql`t.id`, type: sql`bigint` };
  const instant = sql`timestamptz`;
  const due = { inner: sql`e.due_at`, outer: sql`t."dueAt"`, type: instant };
  const keys: Record<TaskSort, Key[]> = {
    due: [due, id],
    priority: [
      {
        inner: rankSql(sql, sql`e.priority`),
        outer: rankSql(sql, sql`t.priority`),
        type: sql`int`,
      },
      due,
      id,
    ],
    refNo: [
      { inner: sql`c.ref_year`, outer: sql`t."refYear"`, type: sql`int` },
      { inner: sql`c.ref_number`, outer: sql`t."refNumber"`, type: sql`bigint` },
      id,
    ],
    created: [id],
    resolved: [{ inner: sql`e.resolved_at`, outer: sql`t."resolvedAt"`, type: instant }, id],
  };
  return keys[sort];
}

const CURSORS: Record<TaskSort, (row: TaskItem) => CursorValue[]> = {
  due: (row) => [row.dueAt.toISOString(), row.id],
  priority: (row) => [RANKS[row.priority], row.dueAt.toISOString(), row.id],
  refNo: (row) => [row.refYear, row.refNumber, row.id],
  created: (row) => [row.id],
  resolved: (row) => [(row.resolvedAt ?? row.dueAt).toISOString(), row.id],
};

export const cursorOf = (sort: TaskSort) => CURSORS[sort];

/** "order by …" of `taskRows`, and of a list of them named t. */
export function taskOrder(tx: Tx, { sort, order }: TaskOrder): { by: Fragment; outerBy: Fragment } {
  const { sql } = tx;
  const dir = order === "asc" ? sql`asc` : sql`desc`;
  const listed = (columns: Fragment[]) =>
    columns.map((each) => sql`${each} ${dir}`).reduce((some, more) => sql`${some}, ${more}`);
  const keys = keysOf(tx, sort);
  return {
    by: sql`order by ${listed(keys.map(({ inner }) => inner))}`,
    outerBy: sql`order by ${listed(keys.map(({ outer }) => outer))}`,
  };
}

/**
 * The rows behind a cursor in stretches, for the reason that the list of cases has: those that share
 * all values but the last, then those that share all but the last two, and so on.
 */
export function taskStretches(
  tx: Tx,
  { sort, order }: TaskOrder,
  cursor: string | null | undefined,
): Fragment[] {
  const { sql } = tx;
  if (!cursor) return [sql``];
  const way = order === "asc" ? sql`>` : sql`<`;
  const keys = keysOf(tx, sort);
  const values = decodeCursor(cursor, keys.length);
  const compared = (at: number, sign: Fragment): Fragment => {
    const { inner, type } = keys[at] as Key;
    return sql`and ${inner} ${sign} ${values[at] ?? null}::${type}`;
  };
  return keys.map((_, last) =>
    keys
      .slice(0, last)
      .map((__, at) => compared(at, sql`=`))
      .reduce((some, more) => sql`${some} ${more}`, compared(last, way)),
  );
}
