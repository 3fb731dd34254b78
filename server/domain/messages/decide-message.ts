import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { MessageState } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { cancelMessageInput, type DecideUncertainInput, decideUncertainInput } from "./inputs";

interface Locked {
  id: number;
  state: MessageState;
  caseId: number;
  channel: "email" | "sms" | "letter" | "data_box";
  batchId: number | null;
}

async function lockMessage({ sql }: Tx, messageId: number): Promise<Locked> {
  const [row] = await sql<Locked[]>`
    select m.id, m.state, m.case_id as "caseId", m.channel, m.batch_id as "batchId"
      from messages m join cases c on c.id = m.case_id
     where m.id = ${messageId} and m.direction = 'outbound' for update of m`;
  if (!row) throw new DomainError("not_found", "messages.not_found");
  return row;
}

const tell = (
  ctx: Context,
  name: "message.sent" | "message.cancelled",
  { id, caseId, channel }: Locked,
): Promise<void> => writeFact(ctx, { name, payload: { messageId: id, caseId, channel } });

/**
 * A person's word on a message of which the carrier could not say whether it took it, and on one that
 * was given up: it went, it goes again, or it is dropped. Throws conflict `messages.not_open`.
 */
export async function decideMessage(ctx: Context, raw: DecideUncertainInput): Promise<void> {
  authorize(ctx, "messages:send");
  const { messageId, verdict, reason } = decideUncertainInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const message = await lockMessage(tx, messageId);
    const isOpen = message.state === "uncertain" || message.state === "refused";
    if (!isOpen) throw new DomainError("conflict", "messages.not_open");
    const { sql } = tx;
    if (verdict === "sent") {
      await sql`update messages set state = 'sent', sent_at = coalesce(claimed_at, ${inner.now}),
                  posted_on = coalesce(posted_on, (coalesce(claimed_at, ${inner.now})
                    at time zone 'Europe/Prague')::date) where id = ${messageId}`;
      await tell(inner, "message.sent", message);
    } else if (verdict === "again") {
      // Another channel stands in for it already: both would be two.
      const [other] = await sql`
        select 1 from messages where replaces_id = ${messageId} and state <> 'cancelled'`;
      if (other) throw new DomainError("conflict", "messages.replaced");
      await sql`update messages set state = 'waiting', attempts = 0, next_attempt_at = ${inner.now},
                  last_error = null where id = ${messageId}`;
      const { channel } = message;
      await writeFact(inner, { name: "messages.waiting", payload: { channel } });
    } else {
      await sql`update messages set state = 'cancelled' where id = ${messageId}`;
      await tell(inner, "message.cancelled", message);
    }
    await writeAudit(inner, {
      ...{ action: "messages.decide", entity: "message", entityId: messageId },
      ...{ caseId: message.caseId, before: { state: message.state }, after: { verdict }, reason },
    });
  });
}

/** Takes back a message that has not left. Throws conflict `messages.gone` once it is in hand. */
export async function cancelMessage(
  ctx: Context,
  raw: z.input<typeof cancelMessageInput>,
): Promise<void> {
  authorize(ctx, "messages:send");
  const { messageId, reason } = cancelMessageInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const message = await lockMessage(tx, messageId);
    const isOnItsWay = message.state !== "waiting" || message.batchId !== null;
    if (isOnItsWay) throw new DomainError("conflict", "messages.gone");
    await tx.sql`update messages set state = 'cancelled', fallback = '{}' where id = ${messageId}`;
    await tell(inner, "message.cancelled", message);
    await writeAudit(inner, {
      ...{ action: "messages.cancel", entity: "message", entityId: messageId },
      ...{ caseId: message.caseId, reason },
    });
  });
}
