import type { Fragment, Tx } from "@/db/client";
import type { MailboxPurpose } from "@/db/values/request-mails";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction } from "../../context";
import { UNEXPECTED } from "./note-reading";

/** Where the reading of a mailbox stands. */
export interface MailboxState {
  cursor: string | null;
  readAt: Date | null;
  readError: string | null;
  /** Until then it is not asked again: nothing but a person mends what is wrong. */
  retryAt: Date | null;
}

/** The first mailbox stands in the account of its channel, another one in a row of its own. */
export const stateTable = (sql: Tx["sql"], purpose: MailboxPurpose): Fragment =>
  purpose === "requests" ? sql`channel_accounts` : sql`mailbox_readings`;
export const stateIs = (sql: Tx["sql"], purpose: MailboxPurpose): Fragment =>
  purpose === "requests" ? sql`channel = 'email'` : sql`purpose = ${purpose}`;

/** Null: none is set up. */
export async function readState(
  { sql }: Tx,
  purpose: MailboxPurpose,
): Promise<MailboxState | null> {
  const [row] = await sql<MailboxState[]>`
    select cursor, read_at as "readAt", read_error as "readError", read_retry_at as "retryAt"
      from ${stateTable(sql, purpose)} where ${stateIs(sql, purpose)}`;
  return row ?? null;
}

const FIRST_PAUSE_SECONDS = 5 * 60;
const LONGEST_PAUSE_SECONDS = 6 * 3_600;

/**
 * That a mailbox was read just now, or why it could not be; the last good time stays. Where another
 * try would change nothing, as with a wrong password, it rests, longer each time: servers lock out
 * who knocks too often.
 */
export function noteMailbox(
  ctx: Context,
  purpose: MailboxPurpose,
  cause: unknown = null,
): Promise<void> {
  const error = cause === null ? null : isDomainError(cause) ? cause.code : UNEXPECTED;
  const isFinal = isDomainError(cause) && !cause.retryable;
  return inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update ${stateTable(sql, purpose)}
         set read_error = ${error},
             read_at = case when ${error}::text is null then ${ctx.now}::timestamptz
                            else read_at end,
             read_failures = case when ${isFinal} then read_failures + 1 else 0 end,
             read_retry_at = case when ${isFinal} then ${ctx.now}::timestamptz
               + least(${LONGEST_PAUSE_SECONDS}::double precision,
                       ${FIRST_PAUSE_SECONDS}::double precision * 2 ^ least(read_failures, 20))
               * interval '1 second' end
       where ${stateIs(sql, purpose)}`;
  });
}
