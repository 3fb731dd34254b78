import type { Channel } from "@/db/values/messages";
import type { Progress } from "@/server/kernel/delivery";
import { type Context, inTransaction, reading } from "../../context";
import type { OutgoingCarrier } from "../carriers/outgoing-carrier";
import { recordProgress } from "./record-progress";
import { followAfterSeconds } from "./step";
import { writeProof } from "./write-proof";

const ASKED_MAX = 100;
const SHEETS_MAX = 20;
const KEPT_DAYS = 1;

interface Followed {
  id: number;
  providerId: string;
}

/**
 * Asks a carrier how far messages are that it took, for thirty days and ever more rarely, and writes
 * down what it says: delivered, read, returned, price and proof. Answers how many it asked about;
 * call again until none.
 */
export async function followMessages(
  ctx: Context,
  { channel, carrier }: { channel: Channel; carrier: OutgoingCarrier },
): Promise<{ count: number }> {
  await retryReports(ctx, carrier.code);
  if (!carrier.follow) return { count: 0 };
  const due = await take(ctx, channel, carrier.code);
  if (due.length > 0) {
    const progress = await carrier.follow(due.map(({ providerId }) => providerId));
    await recordProgress(ctx, { provider: carrier.code, progress });
  }
  await fetchSheets(ctx, carrier);
  return { count: due.length };
}

/** The next time is set before anybody is asked: a carrier that fails is not asked at once again. */
function take(ctx: Context, channel: Channel, provider: string): Promise<Followed[]> {
  return inTransaction(ctx, async (_, { sql }) => {
    const rows = await sql<(Followed & { ageSeconds: number })[]>`
      select id, provider_id as "providerId",
             extract(epoch from ${ctx.now}::timestamptz - sent_at)::int as "ageSeconds"
        from messages
       where channel = ${channel} and provider = ${provider} and provider_id is not null
         and state = 'sent' and follow_at <= ${ctx.now}
       order by follow_at, id limit ${ASKED_MAX} for update skip locked`;
    const next = rows.map(({ ageSeconds }) => followAfterSeconds(ageSeconds));
    await sql`
      update messages m
         set follow_at = ${ctx.now}::timestamptz + n.seconds * interval '1 second'
        from unnest(${rows.map(({ id }) => id)}::bigint[], ${next}::int[]) as n(id, seconds)
       where m.id = n.id`;
    return rows;
  });
}

/** Reports that were here before the answer to handing over. */
async function retryReports(ctx: Context, provider: string): Promise<void> {
  await inTransaction(ctx, async (inner, { sql }) => {
    await sql`delete from carrier_reports
      where came_at < ${ctx.now}::timestamptz - ${KEPT_DAYS} * interval '1 day'`;
    const reports = await sql<{ report: Progress & { at: string | null } }[]>`
      delete from carrier_reports r where r.provider = ${provider} and exists (
        select from messages m where m.provider = r.provider and m.provider_id = r.provider_id
           and m.direction = 'outbound')
      returning report`;
    const progress = reports.map(({ report }) => ({
      ...report,
      at: report.at ? new Date(report.at) : null,
    }));
    await recordProgress(inner, { provider, progress });
  });
}

/** Sheets that prove the posting of registered letters, once the post has numbered them. */
async function fetchSheets(ctx: Context, carrier: OutgoingCarrier): Promise<void> {
  if (!carrier.sheet) return;
  const rows = await reading(
    ctx,
    ({ sql }) => sql<{ id: number; postingNo: string }[]>`
      select m.id, m.posting_no as "postingNo" from messages m
       where m.channel = 'letter' and m.provider = ${carrier.code} and m.posting_no is not null
         and m.delivery_mode <> 'ordinary' and m.state in ('sent', 'delivered', 'returned')
         and m.sent_at > ${ctx.now}::timestamptz - interval '30 days'
         and not exists (select from message_files f
                          where f.message_id = m.id and f.kind = 'proof')
       order by m.id limit ${SHEETS_MAX}`,
  );
  for (const { id, postingNo } of rows) {
    const proof = await carrier.sheet(postingNo).catch(() => null);
    if (proof === null) return;
    await inTransaction(ctx, (inner, tx) => writeProof(inner, tx, { messageId: id, proof }));
  }
}
