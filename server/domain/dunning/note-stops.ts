import type { Tx } from "@/db/client";
import type { NoticeStop } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
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
  stops: ReadonlyMap<DueLetter, NoticeStop>,
): Promise<void> {
  if (stops.size === 0) return;
  const rows = [...stops].flatMap(([letter, reason]) =>
    letter.caseIds.map((caseId) => ({
      ...{ caseId, reason, seriesId: letter.step.seriesId },
      anchorOn: letter.claims.find((claim) => claim.caseId === caseId)?.anchorOn ?? ctx.today,
      ...{ step: letter.step.templateName, channel: letter.step.methods[0] ?? "" },
    })),
  );
  const fresh = [...(await remember(ctx, tx, rows)), ...(await untold(tx, rows))];
  const keys = new Set(fresh.map((row) => `${row.caseId} ${row.seriesId} ${row.reason}`));
  await writeStops(
    ctx,
    rows
      .filter((row) => keys.has(`${row.caseId} ${row.seriesId} ${row.reason}`))
      .map(({ caseId, reason, channel, step }) => ({ caseId, reasons: [reason], channel, step })),
  );
}

interface Row {
  caseId: number;
  seriesId: number;
  anchorOn: Day;
  reason: NoticeStop;
  step: string;
}

type Told = Pick<Row, "caseId" | "seriesId" | "reason">;

/** Puts reasons down that last for days; answers those that were not known. */
async function remember(ctx: Context, { sql }: Tx, all: readonly Row[]): Promise<Told[]> {
  const rows = all.filter(({ reason }) => reason !== "box_too_large");
  return sql<Told[]>`
    insert into dunning_stops (case_id, series_id, anchor_on, reason, first_on)
    select distinct s.case_id, s.series_id, s.anchor_on::date, s.reason, ${ctx.today}::date
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.seriesId)}::bigint[],
                  ${rows.map((row) => row.anchorOn)}::text[],
                  ${rows.map((row) => row.reason)}::text[]) as s(case_id, series_id, anchor_on, reason)
    on conflict do nothing
    returning case_id as "caseId", series_id as "seriesId", reason`;
}

/** What is too large is nothing that stops a claim: whether it was told stands on the timeline alone. */
async function untold({ sql }: Tx, all: readonly Row[]): Promise<Told[]> {
  const rows = all.filter(({ reason }) => reason === "box_too_large");
  if (rows.length === 0) return [];
  return sql<Told[]>`
    select distinct s.case_id as "caseId", s.series_id as "seriesId", 'box_too_large' as reason
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.seriesId)}::bigint[],
                  ${rows.map((row) => row.anchorOn)}::text[],
                  ${rows.map((row) => row.step)}::text[]) as s(case_id, series_id, anchor_on, step)
     where not exists (
       select from case_events e
        where e.case_id = s.case_id and e.kind = 'system' and e.at >= s.anchor_on::date
          and e.data ->> 'code' = 'message.stopped'
          and e.data -> 'params' ->> 'reasons' = 'box_too_large'
          and e.data -> 'params' ->> 'step' = s.step)`;
}
