import { describe, expect, it } from "vitest";
import { TASK_PRIORITIES } from "@/db/values/cases";
import { openCase } from "../cases";
import { inTransaction, type OperatorContext } from "../context";
import { createParty } from "../parties";
import { openDesk, type TestTenant } from "../testing";
import { addTask, countListedTasks, listTasks, resolveTask, type TaskItem } from ".";
import type { TaskSort } from "./inputs";
import { taskOrder } from "./task-order";

const desk = await openDesk();
const DAY_MS = 86_400_000;

async function openOne(ctx: OperatorContext, refNo: string): Promise<number> {
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName: "Jan Novák", isKnownToDiffer: true },
  });
  const parties = [{ partyId, role: "debtor" }];
  return (await openCase(ctx, { category: "collection", refNo, parties })).caseId;
}

/**
 * Two dozen tasks on four cases whose numbers a text would order otherwise; many share their due
 * day, their priority and their case, so that every step of an order decides somewhere.
 */
async function fill(ctx: OperatorContext): Promise<void> {
  const caseIds: number[] = [];
  for (const refNo of ["9/2026", "10/2026", "100/2025", "7"]) {
    caseIds.push(await openOne(ctx, refNo));
  }
  for (let n = 0; n < 24; n += 1) {
    await addTask(ctx, {
      caseId: caseIds[(n * 3) % 4] ?? 0,
      text: `t${n}`,
      dueAt: new Date(ctx.now.getTime() + ((n * 5) % 3) * DAY_MS),
      assigneeId: ctx.actor.operatorId,
      priority: TASK_PRIORITIES[(n * 7) % 3],
    });
  }
}

type Wanted = NonNullable<Parameters<typeof listTasks>[1]>;

/** Every page of the list, one after the other. */
async function walk(ctx: OperatorContext, wanted: Wanted): Promise<TaskItem[]> {
  const rows: TaskItem[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTasks>> = await listTasks(ctx, {
      ...{ ...wanted, cursor, limit: 5 },
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

const RANK = { high: 1, normal: 2, low: 3 };
const VALUES: Record<TaskSort, (row: TaskItem) => number[]> = {
  due: (row) => [row.dueAt.getTime(), row.id],
  priority: (row) => [RANK[row.priority], row.dueAt.getTime(), row.id],
  refNo: (row) => [row.refYear, row.refNumber, row.id],
  created: (row) => [row.id],
  resolved: (row) => [row.resolvedAt?.getTime() ?? 0, row.id],
};

const compare = (a: number[], b: number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

describe("the list of tasks", () => {
  it.each(["due", "priority", "refNo", "created"] as const)(
    "stands by %s in both directions, page by page without a gap",
    async (sort) => {
      const ctx = await (await desk.tenant()).operator();
      await fill(ctx);
      const up = await walk(ctx, { sort, order: "asc" });
      expect(up).toHaveLength(24);
      const sorted = up.toSorted((a, b) => compare(VALUES[sort](a), VALUES[sort](b)));
      expect(up.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      const down = await walk(ctx, { sort, order: "desc" });
      expect(down.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id).reverse());
    },
  );

  it("begins with what presses most, and with the case that comes first by its number", async () => {
    const ctx = await (await desk.tenant()).operator();
    await fill(ctx);
    const byPriority = await walk(ctx, { sort: "priority" });
    expect([byPriority[0]?.priority, byPriority.at(-1)?.priority]).toEqual(["high", "low"]);
    const refNos = new Set((await walk(ctx, { sort: "refNo" })).map(({ refNo }) => refNo));
    expect([...refNos]).toEqual(["7", "100/2025", "9/2026", "10/2026"]);
  });

  it("has an order of its own: next due first, last resolved first, and nothing else by that day", async () => {
    const ctx = await (await desk.tenant()).operator();
    await fill(ctx);
    const due = (await walk(ctx, { sort: "due" })).map(({ id }) => id);
    expect((await walk(ctx, {})).map(({ id }) => id)).toEqual(due);
    expect((await walk(ctx, { sort: "resolved", order: "desc" })).map(({ id }) => id)).toEqual(due);
    const done = due.slice(0, 12);
    for (const [n, eventId] of done.entries()) {
      const now = new Date(ctx.now.getTime() + Math.floor(n / 3) * 1_000);
      await resolveTask({ ...ctx, now }, { eventId, result: "x" });
    }
    const resolved = await walk(ctx, { bucket: "resolved" });
    const newestFirst = resolved.toSorted((a, b) =>
      compare(VALUES.resolved(b), VALUES.resolved(a)),
    );
    expect(resolved.map(({ id }) => id)).toEqual(newestFirst.map(({ id }) => id));
    expect(resolved).toHaveLength(12);
    const oldest = await walk(ctx, { bucket: "resolved", sort: "resolved", order: "asc" });
    expect(oldest.map(({ id }) => id)).toEqual(resolved.map(({ id }) => id).reverse());
    const byCase = await walk(ctx, { bucket: "resolved", sort: "refNo" });
    expect(byCase.map(VALUES.refNo)).toEqual(byCase.map(VALUES.refNo).toSorted(compare));
  });

  it.each([
    ["due", "case_events_open_tasks"],
    ["priority", "case_events_pressing"],
    ["created", "case_events_tasks"],
  ] as const)("by %s is walked along an index, in both directions", async (sort, index) => {
    const ctx = await (await desk.tenant()).operator();
    await inTransaction(ctx, async (_, tx) => {
      const { sql } = tx;
      // Of a table with few rows every other way would be cheaper.
      for (const way of ["seqscan", "bitmapscan", "sort"]) {
        await sql.unsafe(`set local enable_${way} = off`);
      }
      for (const order of ["asc", "desc"] as const) {
        const rows = await sql`
          explain select e.id from case_events e
                   where e.kind = 'task' and e.deleted_at is null and e.resolved_at is null
                   ${taskOrder(tx, { sort, order }).by} limit 60`;
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
        expect(plan).toContain(index);
        expect(plan).not.toContain("Sort");
      }
    });
  });

  it("refuses a cursor of another order", async () => {
    const ctx = await (await desk.tenant()).operator();
    await fill(ctx);
    const { nextCursor } = await listTasks(ctx, { sort: "created", limit: 5 });
    await expect(listTasks(ctx, { sort: "due", cursor: nextCursor })).rejects.toMatchObject({
      code: "kernel.bad_cursor",
    });
  });
});

async function behindWall(tenant: TestTenant): Promise<OperatorContext> {
  await inTransaction(tenant.system(), async (_, { sql }) => {
    await sql`insert into access_groups (code, name) values ('B', 'Brno')`;
    await sql`update cases set access_group_id = (select id from access_groups)
               where ref_no = '7'`;
  });
  return tenant.operator("operator", { accessGroupIds: [] });
}

describe("the count of tasks", () => {
  it("is that of the list: by tab, person and text, behind walls, of one's own company", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    await fill(ctx);
    const count = (who: OperatorContext, filter = {}) => countListedTasks(who, filter);
    expect(await count(ctx)).toEqual({ count: 24, isExact: true });
    expect(await count(ctx, { bucket: "today" })).toEqual({ count: 8, isExact: true });
    expect(await count(ctx, { bucket: "resolved" })).toEqual({ count: 0, isExact: true });
    expect(await count(ctx, { text: "t1" })).toEqual({ count: 11, isExact: true });
    const anyone = { assignee: "anyone" };
    const narrow = await behindWall(tenant);
    expect(await count(narrow)).toEqual({ count: 0, isExact: true });
    expect(await count(narrow, anyone)).toEqual({ count: 18, isExact: true });
    const stranger = await (await desk.tenant()).operator();
    expect(await count(stranger, anyone)).toEqual({ count: 0, isExact: true });
  });

  it("is exact up to 10 000, then more than that", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx, "1/2026");
    const more = (rows: number) =>
      inTransaction(ctx, (_, { sql }) =>
        sql`insert into case_events (case_id, kind, text, due_at, assignee_id)
            select ${caseId}, 'task', 'x', now(), ${ctx.actor.operatorId}
              from generate_series(1, ${rows}::int)`.then(() => undefined),
      );
    await more(10_000);
    expect(await countListedTasks(ctx, {})).toEqual({ count: 10_000, isExact: true });
    await more(1);
    expect(await countListedTasks(ctx, {})).toEqual({ count: 10_000, isExact: false });
  });
});
