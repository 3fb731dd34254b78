import type { RequestKind } from "@/db/values/portal";
import { addDays } from "@/server/kernel/days";
import { instantAt } from "@/server/kernel/wall-instant";
import { authorize, type OperatorContext, reading } from "../context";
import { type ReportInput, reportInput } from "./desk-inputs";

export interface ReportLine {
  /** Of a month "2026-11", a kind, an operator; none of the three: of all. */
  month: string | null;
  kind: RequestKind | null;
  ownerId: number | null;
  ownerName: string | null;
  by: "all" | "month" | "kind" | "owner";
  count: number;
  replied: number;
  /** Working time, the middle one. */
  replyMs: number | null;
  repliedInTime: number;
  resolved: number;
  resolutionMs: number | null;
  resolvedInTime: number;
  good: number;
  bad: number;
}

/** Times, promises kept and ratings of requests opened in a span of days, by one statement. */
export async function deskReport(ctx: OperatorContext, raw: ReportInput): Promise<ReportLine[]> {
  authorize(ctx, "cases:read");
  const { from, to } = reportInput.parse(raw);
  const [begin, end] = [instantAt(from, "00:00"), instantAt(addDays(to, 1), "00:00")];
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<ReportLine[]>`
      with opened as (
        select to_char(d.opened_at at time zone 'Europe/Prague', 'YYYY-MM') as month,
               k.fields->>'requestKind' as kind, k.owner_id, k.fields->>'rating' as rating,
               d.reply_ms, d.reply_minutes, d.resolution_ms, d.resolution_minutes
          from desk_requests d join cases k on k.id = d.case_id
         where d.opened_at >= ${begin} and d.opened_at < ${end}
           and d.merged_into_id is null and k.voided_at is null)
      select r.*, o.name as "ownerName" from (
        select month, kind, owner_id as "ownerId",
               case when grouping(month) = 0 then 'month' when grouping(kind) = 0 then 'kind'
                    when grouping(owner_id) = 0 then 'owner' else 'all' end as by,
               count(*)::int as count, count(reply_ms)::int as replied,
               percentile_cont(0.5) within group (order by reply_ms) as "replyMs",
               count(*) filter (where reply_ms <= reply_minutes * 60000)::int as "repliedInTime",
               count(resolution_ms)::int as resolved,
               percentile_cont(0.5) within group (order by resolution_ms) as "resolutionMs",
               count(*) filter (where resolution_ms <= resolution_minutes * 60000)::int
                 as "resolvedInTime",
               count(*) filter (where rating = 'good')::int as good,
               count(*) filter (where rating = 'bad')::int as bad
          from opened group by grouping sets ((month), (kind), (owner_id), ())) r
        left join operators o on o.id = r."ownerId"
       order by by, month, count desc`;
    return [...rows];
  });
}
