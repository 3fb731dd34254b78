import type { MailKind, MailState } from "@/db/values/mails";
import { authorize, type Context, reading } from "../context";

/** As many as a person reads; the rest shows as these leave. */
const LISTED_MAX = 100;

export interface UnsentMail {
  id: number;
  kind: MailKind;
  /** Empty: an address that is nobody's who works here. */
  toName: string;
  toAddress: string;
  /** failed: nobody tries any more. */
  state: Exclude<MailState, "sent" | "dropped">;
  createdAt: Date;
  attempts: number;
  /** A code, or what the server said. */
  lastError: string | null;
}

export interface UnsentMails {
  items: UnsentMail[];
  isMore: boolean;
}

/**
 * Mails of ours that nobody tries to send any more, and those that have waited for more than an hour;
 * the newest first. Of what a mail is about nothing is told.
 */
export async function listUnsentMails(ctx: Context): Promise<UnsentMails> {
  authorize(ctx, "settings:clock");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<UnsentMail[]>`
      select m.id, m.kind, coalesce(o.name, '') as "toName", m.to_address as "toAddress", m.state,
             m.created_at as "createdAt", m.attempts, m.last_error as "lastError"
        from mails m left join operators o on o.id = m.operator_id
       where m.state = 'failed' or (m.state in ('waiting', 'sending')
             and m.created_at < ${ctx.now}::timestamptz - interval '1 hour')
       order by m.id desc limit ${LISTED_MAX + 1}`;
    return { items: rows.slice(0, LISTED_MAX), isMore: rows.length > LISTED_MAX };
  });
}
