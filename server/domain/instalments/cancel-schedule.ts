import { addDays } from "@/server/kernel/days";
import { authorize, type Context, inTransaction } from "../context";
import { endSchedule } from "./end-schedule";
import { type CancelScheduleInput, cancelScheduleInput } from "./inputs";
import { lockSchedule } from "./load";
import { refreshAgreements } from "./refresh-agreements";

/** Cancels a schedule, with a reason; payments from tomorrow on are none of its own. */
export async function cancelSchedule(
  ctx: Context,
  raw: CancelScheduleInput,
): Promise<{ scheduleId: number }> {
  authorize(ctx, "claims:edit");
  const { scheduleId, reason } = cancelScheduleInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const schedule = await lockSchedule(tx, scheduleId);
    const endedOn = addDays(ctx.today, 1);
    await endSchedule(inner, tx, { schedule, kind: "cancelled", endedOn, reason });
    await refreshAgreements(inner, { caseIds: [schedule.caseId] });
    return { scheduleId };
  });
}
