import type { Tx } from "@/db/client";
import type { Channel, MessageState } from "@/db/values/messages";
import type { Handed } from "@/server/kernel/delivery";
import { jsonText } from "@/server/kernel/well-formed";
import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { ATTEMPTS_MAX, waitSeconds } from "./backoff";
import { noteChannel } from "./channels/note-channel";
import type { Outgoing } from "./outgoing";
import { writeFallbacks } from "./write-fallbacks";

export interface HandedMessage {
  message: Pick<Outgoing, "id" | "attempts" | "channel" | "caseId">;
  handed: Handed;
}

interface Settled {
  id: number;
  attempts: number;
  state: MessageState;
  wait_seconds: number;
  last_error: string | null;
  provider_id: string | null;
  parts: number | null;
  price_minor: number | null;
  price_currency: string | null;
  posting_no: string | null;
  posted_on: string | null;
  price_text: string | null;
}

/** It was never handed over, as others before it took too long: that counts for no try. */
export const NOT_BEGUN: Handed = { outcome: "busy", reason: "not_begun" };

/** A carrier is asked how far a message is for the first time after so long. */
const FOLLOW_AFTER_SECONDS = 120;

/**
 * Writes down what came of handing messages over, all in one transaction, with what follows: a fact,
 * another channel where one is left, and what it says of the channel. Who was given up as dead
 * meanwhile says nothing any more.
 */
export async function settleMessages(
  ctx: Context,
  channel: Channel,
  outcomes: readonly HandedMessage[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(settledOf);
  await inTransaction(ctx, async (inner, tx) => {
    const [ids] = await Promise.all([
      update(inner, tx, rows),
      noteChannel(inner, tx, { channel, outcomes: outcomes.map(({ handed }) => handed) }),
    ]);
    const written = new Set(ids);
    const mine = outcomes.filter(({ message }) => written.has(message.id));
    const stateOf = new Map(rows.map(({ id, state }) => [id, state]));
    const of = (state: MessageState) =>
      mine.filter(({ message }) => stateOf.get(message.id) === state).map(({ message }) => message);
    await writeFacts(inner, [
      ...of("sent").map(({ id, caseId, channel }) => ({
        name: "message.sent" as const,
        payload: { messageId: id, caseId, channel },
      })),
      ...of("refused").map(({ id, caseId, channel }) => ({
        name: "message.failed" as const,
        payload: { messageId: id, caseId, channel },
      })),
    ]);
    await writeFallbacks(
      inner,
      tx,
      of("refused").map(({ id }) => id),
    );
  });
}

function settledOf({ message, handed }: HandedMessage): Settled {
  const empty = {
    ...{ id: message.id, attempts: message.attempts, wait_seconds: 0, provider_id: null },
    ...{ parts: null, price_minor: null, price_currency: null, posting_no: null, posted_on: null },
    price_text: null,
  };
  if (handed.outcome === "accepted") {
    const { providerId, parts, price, postingNo, postedOn } = handed;
    return {
      ...empty,
      ...{ state: "sent", last_error: null, provider_id: providerId, parts: parts ?? null },
      ...{ price_minor: price?.minor ?? null, price_currency: price?.currency ?? null },
      ...{ posting_no: postingNo ?? null, posted_on: postedOn ?? null },
      price_text: handed.priceText ?? null,
    };
  }
  const last_error = handed.reason.slice(0, 200);
  if (handed.outcome === "uncertain") return { ...empty, state: "uncertain", last_error };
  // What a person has to mend is no fault of the message: it waits until they have.
  const isTry = !("needsPerson" in handed) && handed !== NOT_BEGUN;
  const isOver = message.attempts >= ATTEMPTS_MAX && isTry;
  const isGivenUp = handed.outcome === "refused" || isOver;
  if (isGivenUp) return { ...empty, state: "refused", last_error };
  const wait_seconds = waitSeconds(message.attempts, handed.retryAfterSeconds);
  return { ...empty, state: "waiting", last_error, wait_seconds };
}

async function update(ctx: Context, { sql }: Tx, rows: Settled[]): Promise<number[]> {
  const done = await sql<{ id: number }[]>`
    update messages m
       set state = r.state, last_error = r.last_error,
           next_attempt_at = ${ctx.now}::timestamptz + r.wait_seconds * interval '1 second',
           provider_id = r.provider_id, parts = r.parts, price_minor = r.price_minor,
           price_currency = r.price_currency, posting_no = r.posting_no,
           price_text = r.price_text,
           follow_at = case when r.state = 'sent' then ${ctx.now}::timestamptz
                            + ${FOLLOW_AFTER_SECONDS} * interval '1 second' end,
           posted_on = case when r.state = 'sent'
                            then coalesce(r.posted_on, ${ctx.today}::date) end,
           sent_at = case when r.state = 'sent' then ${ctx.now}::timestamptz end
      from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as r(id bigint, attempts int,
           state text, wait_seconds int, last_error text, provider_id text, parts int,
           price_minor bigint, price_currency text, posting_no text, posted_on date,
           price_text text)
     where m.id = r.id and m.state in ('sending', 'uncertain') and m.attempts = r.attempts
    returning m.id`;
  return done.map(({ id }) => id);
}
