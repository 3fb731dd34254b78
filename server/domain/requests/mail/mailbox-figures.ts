import { authorize, type Context, reading } from "../../context";

/** What came into the mailbox lately, and what of it waits for somebody. */
export interface MailboxFigures {
  /** Whether it opens requests at all. */
  opensRequests: boolean;
  /** Mails that came within a day, and within seven. */
  dayCount: number;
  weekCount: number;
  /** Of the seven days: those that went into requests by themselves or by a person's word. */
  postedCount: number;
  machineCount: number;
  /** Now: mails whose sender nobody knows, and such that came to a request from elsewhere. */
  waitingCount: number;
  foreignCount: number;
  /** Now: such that nobody could read or file. */
  deadCount: number;
  /** Kept here, and not marked in the mailbox yet. */
  unmarkedCount: number;
}

/** How the mailbox of requests does; how old its last reading is says the channel's health. */
export async function mailboxFigures(ctx: Context): Promise<MailboxFigures> {
  authorize(ctx, "settings:channels");
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<MailboxFigures[]>`
      with week as (
        select m.id, m.created_at, r.standing from messages m
          left join request_mails r on r.message_id = m.id
         where m.direction = 'inbound' and m.channel = 'email'
           and m.created_at > ${ctx.now}::timestamptz - interval '7 days')
      select coalesce((select (settings -> 'inbound' ->> 'opensRequests')::boolean
                         from channel_accounts where channel = 'email'), false)
               as "opensRequests",
             (select count(*)::int from week
               where created_at > ${ctx.now}::timestamptz - interval '1 day') as "dayCount",
             (select count(*)::int from week) as "weekCount",
             (select count(*)::int from week where standing = 'posted') as "postedCount",
             (select count(*)::int from week where standing = 'machine') as "machineCount",
             (select count(*)::int from request_mails r join messages m on m.id = r.message_id
               where r.standing = 'waiting' and m.state = 'unfiled' and m.dismissed_at is null)
               as "waitingCount",
             (select count(*)::int from request_mails where standing = 'foreign')
               as "foreignCount",
             (select count(*)::int from messages
               where direction = 'inbound' and channel = 'email' and state = 'unfiled'
                 and inbound_kind = 'unreadable' and dismissed_at is null) as "deadCount",
             (select count(*)::int from mailbox_marks) as "unmarkedCount"`,
  );
  if (!row) throw new Error("no row");
  return row;
}
