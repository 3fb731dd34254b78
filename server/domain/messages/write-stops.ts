import type { NoticeStop } from "@/db/values/messages";
import { writeSystemEvents } from "../cases";
import type { Context } from "../context";

/** What was not sent and why, on the timelines. */
export async function writeStops(
  ctx: Context,
  stops: readonly {
    caseId: number;
    reasons: readonly NoticeStop[];
    channel: string;
    step?: string;
  }[],
): Promise<void> {
  await writeSystemEvents(
    ctx,
    stops.map(({ caseId, reasons, channel, step }) => ({
      caseId,
      code: "message.stopped",
      params: { reasons: reasons.join(","), channel, ...(step ? { step } : {}) },
    })),
  );
}
