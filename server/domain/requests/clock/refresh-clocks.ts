import type { Tx } from "@/db/client";
import { jsonText } from "@/server/kernel/well-formed";
import { type Alarm, type ClockFacts, type ClockRow, clockRow } from "./clock-row";
import { readPromises } from "./read-promises";

interface Wanted {
  now: Date;
  /** Left out: all that are open. */
  caseIds?: readonly number[];
  rings?: boolean;
}

/**
 * Reckons the clocks of requests anew, from their states and posts: two statements for one as for all.
 * Whoever lets it ring has locked the cases. Not a verb: part of the caller's.
 */
export async function refreshClocks(
  tx: Tx,
  { now, caseIds, rings = false }: Wanted,
): Promise<Alarm[]> {
  const [promises, facts] = await Promise.all([readPromises(tx), readFacts(tx, caseIds)]);
  const made = facts.map((each) => clockRow(each, { promises, now, rings }));
  await writeRows(
    tx,
    made.map(({ row }) => row),
  );
  return made.flatMap(({ alarms }) => alarms);
}

const readFacts = ({ sql }: Tx, caseIds: readonly number[] | undefined) => sql<ClockFacts[]>`
  select d.case_id as "caseId", k.state, k.fields->>'requestKind' as kind, d.priority,
         d.opened_at as "openedAt", d.merged_into_id is not null as "isMerged",
         (select min(r.at) from request_posts r
           where r.author = 'operator' and r.case_id = any (array(
             select d.case_id union all
             select m.case_id from desk_requests m where m.merged_into_id = d.case_id)))
           as "firstRepliedAt",
         coalesce((select json_agg(json_build_object('to', t.to_state, 'at', t.at) order by t.id)
                     from case_transitions t where t.case_id = d.case_id), '[]') as moves,
         json_build_object('replyMinutes', d.reply_minutes,
           'resolutionMinutes', d.resolution_minutes, 'firstRepliedAt', d.first_replied_at,
           'resolvedAt', d.resolved_at) as before,
         d.reply_warned_at as "replyWarnedAt", d.reply_breached_at as "replyBreachedAt",
         d.resolution_warned_at as "resolutionWarnedAt",
         d.resolution_breached_at as "resolutionBreachedAt"
    from desk_requests d join cases k on k.id = d.case_id
   where ${
     caseIds
       ? sql`d.case_id = any(${caseIds as number[]})`
       : sql`d.resolved_at is null and d.merged_into_id is null`
   }`;

async function writeRows({ sql }: Tx, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update desk_requests d
       set is_resting = n."isResting", reply_minutes = n."replyMinutes",
           resolution_minutes = n."resolutionMinutes", first_replied_at = n."firstRepliedAt",
           reply_ms = n."replyMs", reply_due_at = n."replyDueAt",
           reply_warned_at = n."replyWarnedAt", reply_breached_at = n."replyBreachedAt",
           resolved_at = n."resolvedAt", resolution_ms = n."resolutionMs",
           resolution_left_ms = n."resolutionLeftMs", resolution_due_at = n."resolutionDueAt",
           resolution_warned_at = n."resolutionWarnedAt",
           resolution_breached_at = n."resolutionBreachedAt", due_at = n."dueAt",
           next_check_at = n."nextCheckAt"
      from json_to_recordset(${jsonText(rows)}::text::json) as n(
        "caseId" bigint, "isResting" boolean, "replyMinutes" integer,
        "resolutionMinutes" integer, "firstRepliedAt" timestamptz, "replyMs" bigint,
        "replyDueAt" timestamptz, "replyWarnedAt" timestamptz, "replyBreachedAt" timestamptz,
        "resolvedAt" timestamptz, "resolutionMs" bigint, "resolutionLeftMs" bigint,
        "resolutionDueAt" timestamptz, "resolutionWarnedAt" timestamptz,
        "resolutionBreachedAt" timestamptz, "dueAt" timestamptz, "nextCheckAt" timestamptz)
     where d.case_id = n."caseId"`;
}
