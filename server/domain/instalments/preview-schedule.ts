import { authorize, type Context } from "../context";
import { type PreviewScheduleInput, previewScheduleInput } from "./inputs";
import { type PlannedInstalment, planInstalments } from "./plan";

/** The rows that a schedule would have; nothing is written. */
export function previewSchedule(
  ctx: Context,
  raw: PreviewScheduleInput,
): { rows: PlannedInstalment[] } {
  authorize(ctx, "claims:read");
  return { rows: planInstalments(previewScheduleInput.parse(raw)) };
}
