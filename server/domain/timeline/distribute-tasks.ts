import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { HOUSE_WORKERS } from "../sight";
import { type Dealee, dealOut } from "./deal-out";
import { distributeTasksInput, reassignTasksInput } from "./inputs";
import { lockOpenTasks, type OpenTask, requireColleague } from "./load";

/** Part of a verb: writes who does what now, with its audit and facts. */
export async function give(
  ctx: Context,
  work: { tx: Tx; tasks: readonly OpenTask[]; to: readonly (number | null)[] },
): Promise<void> {
  const ids = work.tasks.map((task) => task.id);
  await work.tx.sql`
    update case_events e set assignee_id = d.operator_id, version = e.version + 1
      from unnest(${ids}::bigint[], ${work.to as number[]}::bigint[]) as d(id, operator_id)
     where e.id = d.id`;
  await writeAudit(
    ctx,
    work.tasks.map((task, i) => ({
      action: "timeline.assign-task",
      entity: "case_event",
      entityId: task.id,
      caseId: task.caseId,
      before: { assigneeId: task.assigneeId },
      after: { assigneeId: work.to[i] ?? null },
    })),
  );
  await writeFacts(
    ctx,
    work.tasks.flatMap(({ id: eventId, caseId }, i) => {
      const assigneeId = work.to[i] ?? null;
      if (assigneeId === null) return [];
      return [{ name: "task.assigned" as const, payload: { eventId, caseId, assigneeId } }];
    }),
  );
}

/** Gives open tasks to one person, or takes them from everybody (null). Answers those that moved. */
export async function reassignTasks(
  ctx: Context,
  raw: z.input<typeof reassignTasksInput>,
): Promise<{ count: number; eventIds: number[] }> {
  authorize(ctx, "tasks:distribute");
  const { eventIds, assigneeId } = reassignTasksInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    if (assigneeId !== null) await requireColleague(tx, assigneeId);
    const open = await lockOpenTasks(tx, eventIds);
    const tasks = open.filter((task) => task.assigneeId !== assigneeId);
    await give(inner, { tx, tasks, to: tasks.map(() => assigneeId) });
    return { count: tasks.length, eventIds: tasks.map(({ id }) => id) };
  });
}

export interface Distribution {
  count: number;
  /** Who got how many; those who got none are left out. */
  shares: { operatorId: number; count: number }[];
}

/**
 * Deals open tasks out evenly among those who are present: the tasks named, else all that are
 * nobody's or whose assignee is absent, gone or may only read. Refuses when nobody is there to take them.
 */
export async function distributeTasks(
  ctx: Context,
  raw: z.input<typeof distributeTasksInput>,
): Promise<Distribution> {
  authorize(ctx, "tasks:distribute");
  const { eventIds, operatorIds } = distributeTasksInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const people = await tx.sql<(Omit<Dealee, "groupIds"> & { groups: number[] | null })[]>`
      select o.id as "operatorId", case when o.sees_all_groups then null
               else array(select g.access_group_id from operator_access_groups g
                           where g.operator_id = o.id) end as groups, (select count(*) from case_events e where e.assignee_id = o.id
          and e.kind = 'task' and e.resolved_at is null and e.deleted_at is null
          and not e.id = any(${eventIds ?? []}::bigint[])) as "openCount"
        from operators o where o.is_active and o.is_present and o.role <> 'readOnly'
         and (${operatorIds === undefined} and o.role = any(${[...HOUSE_WORKERS]}::text[])
              or o.id = any(${operatorIds ?? []}::bigint[]))
       order by o.id`;
    if (people.length === 0) throw new DomainError("precondition", "timeline.nobody_present");
    const ids = eventIds ?? (await waitingTasks(tx));
    const open = await lockOpenTasks(tx, ids);
    const able = people.map(
      ({ groups, ...load }) => ({ ...load, groupIds: groups ?? "all" }) as const,
    );
    const dealt = dealOut(open, able);
    const tasks = open.filter((_, i) => dealt[i] !== null);
    const to = dealt.filter((operatorId) => operatorId !== null);
    await give(inner, { tx, tasks, to });
    return { count: tasks.length, shares: sharesOf(to) };
  });
}

function sharesOf(dealt: readonly number[]): Distribution["shares"] {
  const counts = new Map<number, number>();
  for (const operatorId of dealt) counts.set(operatorId, (counts.get(operatorId) ?? 0) + 1);
  return [...counts].map(([operatorId, count]) => ({ operatorId, count }));
}

const DISTRIBUTED_MAX = 5_000;

async function waitingTasks(tx: Tx): Promise<number[]> {
  const rows = await tx.sql<{ id: number }[]>`
    select e.id from case_events e join cases c on c.id = e.case_id and c.voided_at is null
      left join operators o on o.id = e.assignee_id
     where e.kind = 'task' and e.resolved_at is null and e.deleted_at is null
       and (o.id is null or not o.is_present or not o.is_active or o.role = 'readOnly')
     order by e.due_at, e.id limit ${DISTRIBUTED_MAX}`;
  return rows.map((row) => row.id);
}
