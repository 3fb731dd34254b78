import type { Tx } from "@/db/client";
import type { ScheduleEnd } from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import type { LoadedSchedule } from "./load";

/** Ends a locked schedule: what was paid on it before stays drawn on it. Not a verb. */
export async function endSchedule(
  ctx: Context,
  { sql }: Tx,
  end: { schedule: LoadedSchedule; kind: ScheduleEnd; endedOn: Day; reason: string | null },
): Promise<void> {
  const { schedule, kind, endedOn, reason } = end;
  const { id, caseId, totalMinor, currency } = schedule;
  await sql`
    update instalment_schedules
       set end_kind = ${kind}, ended_on = ${endedOn}::date, end_reason = ${reason},
           ended_by = ${authorOf(ctx.actor).id}
     where id = ${id}`;
  const params = { amountMinor: totalMinor, currency, kind };
  await writeSystemEvents(ctx, [{ caseId, code: "schedule.ended", params, text: reason ?? "" }]);
  await writeAudit(ctx, {
    action: "instalments.end-schedule",
    entity: "instalment_schedule",
    entityId: id,
    caseId,
    after: { kind, endedOn },
    reason,
  });
}
