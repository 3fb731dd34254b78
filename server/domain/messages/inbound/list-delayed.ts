import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction } from "../../context";
import { seesAll } from "../../parties";
import { TRIES_AT_ONCE } from "./delays";

/** A data message that lies in the box and could not be downloaded. */
export interface DelayedDataMessage {
  /** The system's number, by which a person finds it in the box. */
  providerId: string;
  senderName: string;
  subject: string;
  /** A code with text. */
  reason: string;
  attempts: number;
  failedAt: Date;
  nextTryAt: Date;
}

const SHOWN_MAX = 50;

/**
 * Data messages that stepped aside because their download failed time after time, the oldest first,
 * for who sees all groups. Reading them is written down: it holds personal data.
 */
export async function listDelayed(ctx: Context): Promise<DelayedDataMessage[]> {
  authorize(ctx, "messages:read");
  if (!seesAll(ctx.actor)) return [];
  return inTransaction(ctx, async (inner, { sql }) => {
    const rows = await sql<DelayedDataMessage[]>`
      select provider_id as "providerId", coalesce(envelope ->> 'senderName', '') as "senderName",
             coalesce(envelope ->> 'subject', '') as subject, reason, attempts,
             failed_at as "failedAt", next_try_at as "nextTryAt"
        from data_message_delays where attempts >= ${TRIES_AT_ONCE}
       order by failed_at, provider_id limit ${SHOWN_MAX}`;
    if (rows.length > 0) {
      await writeAudit(inner, {
        ...{ action: "messages.list-delayed", entity: "message", entityId: null },
        after: { providerIds: rows.map(({ providerId }) => providerId) },
      });
    }
    return [...rows];
  });
}
