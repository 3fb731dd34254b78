import type { Fragment, Tx } from "@/db/client";
import type { Channel, MessageState } from "@/db/values/messages";
import type { Progress } from "@/server/kernel/delivery";
import { writeSystemEvents } from "../../cases";
import { type Context, inTransaction } from "../../context";
import { writeFacts } from "../../events";
import { writeFallbacks } from "../write-fallbacks";
import { type Step, stepOf } from "./step";
import { writeProof } from "./write-proof";

interface Known {
  id: number;
  caseId: number;
  channel: Channel;
  state: MessageState;
  isRead: boolean;
  providerId: string | null;
}

interface Told {
  message: Known;
  progress: Omit<Progress, "providerId">;
}

/** Letters and data messages have a day that counts before courts: it stands on the timeline. */
const DAY_COUNTS: readonly Channel[] = ["letter", "data_box"];

/**
 * Writes down what a carrier tells of messages by its own ids. What is unknown yet, because the answer
 * to handing over is still on its way, is kept and tried again for a day. Answers how many messages
 * it changed.
 */
export async function recordProgress(
  ctx: Context,
  { provider, progress }: { provider: string; progress: readonly Progress[] },
): Promise<{ count: number }> {
  if (progress.length === 0) return { count: 0 };
  return inTransaction(ctx, async (inner, tx) => {
    const ids = [...new Set(progress.map(({ providerId }) => providerId))];
    const rows = await knownBy(
      tx,
      tx.sql`m.provider = ${provider} and m.provider_id = any(${ids})`,
    );
    const byId = new Map(rows.map((row) => [row.providerId, row]));
    const unknown = progress.filter(({ providerId }) => !byId.has(providerId));
    await keepUnknown(inner, tx, { provider, progress: unknown });
    const told = progress.flatMap((each): Told[] => {
      const message = byId.get(each.providerId);
      return message ? [{ message, progress: each }] : [];
    });
    return { count: await apply(inner, tx, told) };
  });
}

/** The same by our own ids: what mail servers and readers' programs report. */
export async function recordProgressOf(
  ctx: Context,
  tx: Tx,
  reports: readonly { messageId: number; progress: Omit<Progress, "providerId"> }[],
): Promise<number> {
  const ids = reports.map(({ messageId }) => messageId);
  const rows = await knownBy(tx, tx.sql`m.id = any(${ids}::bigint[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const told = reports.flatMap(({ messageId, progress }): Told[] => {
    const message = byId.get(messageId);
    return message ? [{ message, progress }] : [];
  });
  return apply(ctx, tx, told);
}

function knownBy({ sql }: Tx, where: Fragment): Promise<Known[]> {
  return sql<Known[]>`
    select m.id, m.case_id as "caseId", m.channel, m.state, m.provider_id as "providerId",
           m.read_at is not null as "isRead"
      from messages m where m.direction = 'outbound' and ${where}
     order by m.id for update`;
}

async function apply(ctx: Context, tx: Tx, told: readonly Told[]): Promise<number> {
  const changed: { message: Known; step: Step; progress: Told["progress"] }[] = [];
  for (const { message, progress } of told) {
    await fillIn(tx, message.id, progress);
    if (progress.proof) await writeProof(ctx, tx, { messageId: message.id, proof: progress.proof });
    const step = stepOf(message, progress.state);
    if (!step) continue;
    await move(ctx, tx, { id: message.id, step, progress });
    message.state = step.state;
    message.isRead ||= step.isRead;
    changed.push({ message, step, progress });
  }
  await tellOthers(ctx, tx, changed);
  return changed.length;
}

/** What it came to is filled in as soon as it is known, and stays. */
async function fillIn({ sql }: Tx, id: number, progress: Told["progress"]): Promise<void> {
  const { parts, price, priceText, postingNo, detail } = progress;
  await sql`
    update messages
       set parts = coalesce(${parts ?? null}::int, parts),
           price_minor = coalesce(price_minor, ${price?.minor ?? null}::bigint),
           price_currency = coalesce(price_currency, ${price?.currency ?? null}),
           price_text = coalesce(${priceText ?? null}, price_text),
           posting_no = coalesce(posting_no, ${postingNo ?? null}),
           progress_detail = ${detail.slice(0, 200)}
     where id = ${id}`;
}

async function move(
  ctx: Context,
  { sql }: Tx,
  { id, step, progress }: { id: number; step: Step; progress: Told["progress"] },
): Promise<void> {
  const at = progress.at ?? ctx.now;
  await sql`
    update messages
       set state = ${step.state},
           sent_at = coalesce(sent_at, claimed_at, ${ctx.now}),
           delivered_at = case when ${step.isDelivered} then ${at}::timestamptz
                               when ${step.isReturned} then null else delivered_at end,
           read_at = case when ${step.isRead} then ${at}::timestamptz else read_at end,
           last_error = case when ${step.isReturned} then ${progress.detail.slice(0, 200)}
                             else last_error end,
           follow_at = case when ${step.state} in ('sent') then follow_at end
     where id = ${id}`;
}

async function tellOthers(
  ctx: Context,
  tx: Tx,
  changed: readonly { message: Known; step: Step; progress: Told["progress"] }[],
): Promise<void> {
  const payload = ({ id, caseId, channel }: Known) => ({ messageId: id, caseId, channel });
  const returned = changed.filter(({ step }) => step.isReturned);
  await writeFacts(ctx, [
    ...changed
      .filter(({ step }) => step.isDelivered)
      .map(({ message }) => ({ name: "message.delivered" as const, payload: payload(message) })),
    ...returned.map(({ message }) => ({
      name: "message.failed" as const,
      payload: payload(message),
    })),
  ]);
  const lines = changed.filter(
    ({ message, step }) =>
      step.isReturned || (step.isDelivered && DAY_COUNTS.includes(message.channel)),
  );
  await writeSystemEvents(
    ctx,
    lines.map(({ message, step, progress }) => ({
      caseId: message.caseId,
      code: step.isReturned ? "message.returned" : "message.delivered",
      params: {
        ...{ messageId: message.id, channel: message.channel, detail: progress.detail },
        at: (progress.at ?? ctx.now).toISOString(),
      },
    })),
  );
  await writeFallbacks(
    ctx,
    tx,
    returned.map(({ message }) => message.id),
  );
}

/** A report may be faster than the answer to handing over. Proofs are asked for again. */
async function keepUnknown(
  ctx: Context,
  { sql }: Tx,
  { provider, progress }: { provider: string; progress: readonly Progress[] },
): Promise<void> {
  if (progress.length === 0) return;
  const rows = progress.map(({ proof: _, ...report }) => ({
    ...{ provider, provider_id: report.providerId, came_at: ctx.now },
    report: sql.json(JSON.parse(JSON.stringify(report))),
  }));
  await sql`insert into carrier_reports ${sql(rows as never)}`;
}
