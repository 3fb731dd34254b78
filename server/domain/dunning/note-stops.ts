import type { Tx } from "@/db/client";
import type { StopReason } from "@/db/values/messages";
import type { Context } from "../context";
import { writeStops } from "../messages";
import type { DueLetter } from "./letters-due";

/**
 * Notices that were not sent and why: on the timeline once for each step and reason, however many days
 * the reason lasts.
 */
export async function noteStops(
  ctx: Context,
  tx: Tx,
  stops: ReadonlyMap<DueLetter, StopReason>,
): Promise<void> {
  if (stops.size === 0) return;
  const rows = [...stops].flatMap(([letter, reason]) =>
    letter.caseIds.map((caseId) => ({
      ...{ caseId, reason, seriesId: letter.step.seriesId },
      anchorOn: letter.claims.find((claim) => claim.caseId === caseId)?.anchorOn ?? ctx.today,
      ...{ step: letter.step.templateName, channel: letter.step.methods[0] ?? "" },
    })),
  );
  const fresh = await tx.sql<{ caseId: number; seriesId: number; reason: string }[]>`
    insert into dunning_stops (case_id, series_id, anchor_on, reason, first_on)
    select distinct s.case_id, s.series_id, s.anchor_on::date, s.reason, ${ctx.today}::date
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.seriesId)}::bigint[],
                  ${rows.map((row) => row.anchorOn)}::text[],
                  ${rows.map((row) => row.reason)}::text[]) as s(case_id, series_id, anchor_on, reason)
    on conflict do nothing
    returning case_id as "caseId", series_id as "seriesId", reason`;
  const keys = new Set(fresh.map((row) => `${row.caseId} ${row.seriesId} ${row.reason}`));
  await writeStops(
    ctx,
    rows
      .filter((row) => keys.has(`${row.caseId} ${row.seriesId} ${row.reason}`))
      .map(({ caseId, reason, channel, step }) => ({ caseId, reasons: [reason], channel, step })),
  );
}
