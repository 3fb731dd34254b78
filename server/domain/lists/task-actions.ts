import { z } from "zod";
import { type Context, reading } from "../context";
import { reassignTasks, rescheduleTasks, resolveTasks, snoozeTasks, taskRows } from "../timeline";
import { reassignTasksInput, rescheduleTasksInput, resolveTasksInput } from "../timeline/inputs";
import { action, type RowOutcome } from "./bulk-action";

const reassignParams = reassignTasksInput.omit({ eventIds: true });
const rescheduleParams = rescheduleTasksInput.omit({ eventIds: true });
const resolveParams = resolveTasksInput.omit({ eventIds: true });
// Params are kept as JSON, which has no instants.
const snoozeParams = z.object({ until: z.iso.datetime().nullable() });

/** What can be done with many tasks at once: each is the verb that a page calls for one. */
export const TASK_ACTIONS = {
  reassign: action({
    on: "task",
    permission: "tasks:distribute",
    params: reassignParams,
    run: async (ctx, eventIds, params) =>
      outcomes(ctx, eventIds, await reassignTasks(ctx, { eventIds, ...params })),
  }),
  reschedule: action({
    on: "task",
    permission: "cases:edit",
    params: rescheduleParams,
    run: async (ctx, eventIds, params) =>
      outcomes(ctx, eventIds, await rescheduleTasks(ctx, { eventIds, ...params })),
  }),
  snooze: action({
    on: "task",
    permission: "tasks:edit",
    params: snoozeParams,
    run: async (ctx, eventIds, { until }) => {
      const instant = until === null ? null : new Date(until);
      return outcomes(ctx, eventIds, await snoozeTasks(ctx, { eventIds, until: instant }));
    },
  }),
  resolve: action({
    on: "task",
    permission: "tasks:edit",
    params: resolveParams,
    run: async (ctx, eventIds, params) =>
      outcomes(ctx, eventIds, await resolveTasks(ctx, { eventIds, ...params })),
  }),
};

/** Verbs of many tasks answer those they changed; the rest was so already, is resolved, or gone. */
async function outcomes(
  ctx: Context,
  asked: number[],
  { eventIds }: { eventIds: number[] },
): Promise<Map<number, RowOutcome>> {
  const changed = new Set(eventIds);
  const rest = asked.filter((id) => !changed.has(id));
  const isResolvedOf = await reading(ctx, async (tx) => {
    const { from } = await taskRows(ctx, tx, null);
    const rows = await tx.sql<{ id: number; isResolved: boolean }[]>`
      select e.id, e.resolved_at is not null as "isResolved" from ${from} and e.id = any(${rest})`;
    return new Map(rows.map((row) => [row.id, row.isResolved]));
  });
  return new Map(
    asked.map((id): [number, RowOutcome] => {
      if (changed.has(id)) return [id, { outcome: "done" }];
      const isResolved = isResolvedOf.get(id);
      if (isResolved === undefined) return [id, { outcome: "timeline.not_found" }];
      return [id, { outcome: isResolved ? "timeline.already_resolved" : "unchanged" }];
    }),
  );
}
