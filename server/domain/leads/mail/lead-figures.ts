import { authorize, type Context, reading } from "../../context";

/** What came into the mailbox of deals and by forms lately, and what waits for somebody. */
export interface LeadFigures {
  dayCount: number;
  weekCount: number;
  openedCount: number;
  threadedCount: number;
  waitingCount: number;
  deadCount: number;
  unmarkedCount: number;
  formCount: number;
  quarantinedCount: number;
}

/** How the mailbox of deals and the forms do; how old the last reading is says the channel. */
export async function leadFigures(ctx: Context): Promise<LeadFigures> {
  authorize(ctx, "settings:channels");
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<LeadFigures[]>`
      with week as (
        select m.id, m.created_at, l.standing from messages m
          left join lead_mails l on l.message_id = m.id
         where m.mailbox = 'deals' and m.created_at > ${ctx.now}::timestamptz - interval '7 days'),
      unfiled as (
        select inbound_kind from messages
         where mailbox = 'deals' and state = 'unfiled' and dismissed_at is null)
      select (select count(*)::int from week
               where created_at > ${ctx.now}::timestamptz - interval '1 day') as "dayCount",
             (select count(*)::int from week) as "weekCount",
             (select count(*)::int from week where standing = 'opened') as "openedCount",
             (select count(*)::int from week where standing = 'threaded') as "threadedCount",
             (select count(*)::int from unfiled where inbound_kind <> 'unreadable')
               as "waitingCount",
             (select count(*)::int from unfiled where inbound_kind = 'unreadable') as "deadCount",
             (select count(*)::int from mailbox_marks where purpose = 'deals')
               as "unmarkedCount",
             (select count(*)::int from lead_submissions
               where at > ${ctx.now}::timestamptz - interval '7 days') as "formCount",
             (select count(*)::int from lead_submissions where standing = 'quarantined')
               as "quarantinedCount"`,
  );
  if (!row) throw new Error("no row");
  return row;
}
