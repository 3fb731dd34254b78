import { jsonText } from "@/server/kernel/well-formed";
import { authorOf, type Context } from "../context";

/** A line of the timeline that the program writes; its text is made from code and params when shown. */
export async function writeSystemEvents(
  ctx: Context,
  events: { caseId: number; code: string; params?: Record<string, unknown>; text?: string }[],
): Promise<void> {
  if (!ctx.tx) throw new Error("a system event is written inside the verb's transaction");
  if (events.length === 0) return;
  // One param however many they are: of a thousand moves at once each event would else have seven.
  const rows = events.map(({ caseId, code, params = {}, text = "" }) => {
    return { case_id: caseId, text, data: { code, params } };
  });
  await ctx.tx.sql`
    insert into case_events (case_id, kind, at, author_id, text, data, created_at)
    select case_id, 'system', ${ctx.now}::timestamptz, ${authorOf(ctx.actor).id}::bigint, text, data,
           ${ctx.now}::timestamptz
      from json_to_recordset(${jsonText(rows)}::text::json)
           as r(case_id bigint, text text, data jsonb)`;
}
