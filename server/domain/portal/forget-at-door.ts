import { type Context, inTransaction, type SystemActor } from "../context";
import { IDLE_MS } from "./session";

const DAY_MS = 86_400_000;
/** Ended sessions, used links and counts: so long somebody may still ask what happened. */
const KEPT_DAYS = 30;
/** An invitation says who was invited and when; it is shown at the card for a year. */
const INVITATIONS_KEPT_DAYS = 365;
const ROWS_MAX = 5_000;

/**
 * Takes away what is over at the door: sessions that ended or lay idle, links and invitations that
 * were used or ran out, counts and answers of the captcha. The audit keeps what was done by them.
 */
export async function forgetAtDoor(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS);
  const kept = before(KEPT_DAYS);
  const idle = new Date(kept.getTime() - IDLE_MS);
  const longAgo = before(INVITATIONS_KEPT_DAYS);
  const { now } = ctx;
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ count: number }[]>`
      with s as (delete from portal_sessions where id in (
             select id from portal_sessions
              where revoked_at < ${kept} or expires_at < ${kept} or last_seen_at < ${idle}
              limit ${ROWS_MAX}) returning 1),
           e as (delete from portal_entry_links where id in (
             select id from portal_entry_links where expires_at < ${kept} limit ${ROWS_MAX})
             returning 1),
           l as (delete from portal_sign_in_links where id in (
             select id from portal_sign_in_links where expires_at < ${kept} limit ${ROWS_MAX})
             returning 1),
           r as (delete from portal_registrations where id in (
             select id from portal_registrations where expires_at < ${kept} limit ${ROWS_MAX})
             returning 1),
           g as (delete from portal_letter_sessions where id in (
             select id from portal_letter_sessions where expires_at < ${kept} limit ${ROWS_MAX})
             returning 1),
           i as (delete from portal_invitations where id in (
             select id from portal_invitations where expires_at < ${longAgo} limit ${ROWS_MAX})
             returning 1),
           c as (delete from portal_counts where key in (
             select key from portal_counts where ends_at < ${now} limit ${ROWS_MAX}) returning 1),
           p as (delete from portal_spent_proofs where hash in (
             select hash from portal_spent_proofs where ends_at < ${now} limit ${ROWS_MAX})
             returning 1)
      select ((select count(*) from s) + (select count(*) from e) + (select count(*) from l)
            + (select count(*) from i) + (select count(*) from c) + (select count(*) from p)
            + (select count(*) from r) + (select count(*) from g))::int
             as count`;
    return { count: row?.count ?? 0 };
  });
}
