import type { Tx } from "@/db/client";
import type { MailboxMark, MailboxPurpose } from "@/db/values/request-mails";
import { type MailboxSettings, type MailPage, markMails } from "@/server/connectors/imap";
import { type Context, inTransaction, reading } from "../../context";
import type { MailboxForm } from "../channel-inputs";

const MARKED_AT_ONCE = 500;

interface Box {
  form: MailboxForm;
  purpose: MailboxPurpose;
}

/** What is done with mails that are kept; null: nothing in the mailbox is touched. */
const markOf = ({ form, purpose }: Box): MailboxMark | null => {
  if (purpose === "requests" && !form.opensRequests) return null;
  return form.isDeleting ? "deleted" : "seen";
};

/**
 * Notes what has to be marked in the mailbox, in the transaction that keeps the mails: before that
 * nothing is marked, and who dies after it marks them next time. A mail that is not here whole is
 * never marked as deleted.
 */
export async function noteMarks(
  { sql }: Tx,
  { page, ...box }: Box & { page: MailPage },
): Promise<void> {
  const mark = markOf(box);
  if (mark === null || page.items.length === 0) return;
  const uidValidity = page.next.uidValidity;
  const uids = page.items.map(({ uid }) => uid);
  const marks = page.items.map(({ kind }): MailboxMark => (kind === "dead" ? "seen" : mark));
  await sql`
    insert into mailbox_marks (purpose, uid_validity, uid, mark)
    select ${box.purpose}, ${uidValidity}, uid, mark
      from unnest(${uids}::bigint[], ${marks as string[]}::text[]) as r(uid, mark)
    on conflict do nothing`;
}

interface Pending {
  uidValidity: string;
  mark: MailboxMark;
  uids: number[];
}

/**
 * Marks in the mailbox what is kept, and forgets that it had to be. What the settings no longer say,
 * or what bears the numbers of before, is only forgotten. Throws external `mailbox.*`.
 */
export async function settleMarks(
  ctx: Context,
  { mailbox, ...box }: Box & { mailbox: MailboxSettings },
): Promise<void> {
  const pending = await reading(
    ctx,
    ({ sql }) => sql<Pending[]>`
      select uid_validity as "uidValidity", mark, array_agg(uid order by uid) as uids
        from (select uid_validity, uid, mark from mailbox_marks
               where purpose = ${box.purpose}
               order by uid_validity, uid limit ${MARKED_AT_ONCE}) p
       group by 1, 2 order by 1, 2`,
  );
  const wanted = markOf(box);
  for (const { uidValidity, mark, uids } of pending) {
    const isWanted = wanted !== null && (mark === wanted || mark === "seen");
    if (isWanted) await markMails(mailbox, { uidValidity, uids, mark });
    await inTransaction(
      ctx,
      (_, { sql }) => sql`
        delete from mailbox_marks
         where purpose = ${box.purpose} and uid_validity = ${uidValidity}
           and uid = any(${uids}::bigint[])`,
    );
  }
}
