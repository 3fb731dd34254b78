import type { Tx } from "@/db/client";
import {
  fetchMails,
  type MailboxSettings,
  type MailCursor,
  openCursor,
} from "@/server/connectors/imap";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../../context";
import { MAILBOX_DELAY_SECONDS, type MailboxForm } from "../channel-inputs";
import { type ChannelAccount, readAccount } from "../channels/account";
import { mailTokens } from "../channels/mail-tokens";
import { noteReading, UNEXPECTED } from "../channels/note-reading";
import { assertPublicHost, publicAddress } from "../channels/public-host";
import { noteMarks, settleMarks } from "./mailbox-marks";
import { takeMails } from "./take-mails";

type Page = Awaited<ReturnType<typeof fetchMails>>;

const PAGE_MAILS = 50;

/** A cursor as it is kept: `isBehind`, where more lies in the mailbox than one page. */
type KeptCursor = MailCursor & { isBehind?: boolean };

/** A reading takes its time, and the clock has a raster: so much early counts as due. */
const EARLY_MS = 5_000;

/**
 * Takes the next page in if its mailbox is due: so many seconds after it was read last as its settings
 * say, or at once while more lies there. One that could not be read is tried again as often as the
 * clock looks.
 */
export async function readMailbox(ctx: Context): Promise<{ count: number }> {
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  const form = account?.settings.inbound as MailboxForm | null | undefined;
  if (!account || !form || !isDue(account, form, ctx.now)) return { count: 0 };
  return receiveMails(ctx);
}

function isDue({ readAt, cursor }: ChannelAccount, form: MailboxForm, now: Date): boolean {
  if (readAt === null || cursor === null) return true;
  if ((JSON.parse(cursor) as KeptCursor).isBehind) return true;
  const delayMs = (form.delaySeconds ?? MAILBOX_DELAY_SECONDS.usual) * 1_000;
  return now.getTime() - readAt.getTime() >= delayMs - EARLY_MS;
}

/** The mailbox of an account, or null where none is set up. */
export function mailboxOf(ctx: Context, account: ChannelAccount): MailboxSettings | null {
  const { settings, secrets } = account;
  const inbound = settings.inbound as MailboxForm | null | undefined;
  if (!inbound) return null;
  const { host, port, security, user, folder } = inbound;
  const isUnseenOnly = Boolean(inbound.opensRequests && inbound.isUnseenOnly);
  const password = secrets.mailboxPassword ?? "";
  return {
    ...{ host, port, security, user, folder, password, isUnseenOnly },
    token: mailTokens(ctx, account, "mailbox"),
    ...{ limits: { pageMails: PAGE_MAILS }, addressOf: publicAddress(ctx) },
  };
}

/**
 * Takes the next page of the tenant's mailbox in. Where reading stopped moves on in the transaction
 * that keeps the page: who dies in between reads it again, and each mail is kept once. Mails that
 * were there before the mailbox was set up stay there. Answers how many came; call again until none.
 */
export async function receiveMails(ctx: Context): Promise<{ count: number }> {
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  if (!account?.settings.inbound) return { count: 0 };
  try {
    const mailbox = mailboxOf(ctx, account);
    if (!mailbox) return { count: 0 };
    await assertPublicHost(ctx, mailbox.host);
    if (account.cursor === null) {
      const start = await openCursor(mailbox, ctx.now);
      await inTransaction(ctx, (_, tx) => moveOn(tx, account.cursor, start));
      await noteReading(ctx, "email", null);
      return { count: 0 };
    }
    const { isBehind: _, ...cursor } = JSON.parse(account.cursor) as KeptCursor;
    // One that was kept without its day: what came before today is read already.
    const page = await fetchMails(mailbox, { sinceOn: utcDay(ctx.now), ...cursor });
    const form = account.settings.inbound as MailboxForm;
    await keep(ctx, { page, form, before: account.cursor });
    await settleMarks(ctx, { mailbox, form });
    await noteReading(ctx, "email", null);
    return { count: page.items.length };
  } catch (cause) {
    await noteReading(ctx, "email", isDomainError(cause) ? cause.code : UNEXPECTED);
    if (!isDomainError(cause)) throw cause;
    return { count: 0 };
  }
}

const utcDay = (at: Date): string => at.toISOString().slice(0, 10);

/** False: somebody else has read on meanwhile, and what they keep is the same. */
async function moveOn({ sql }: Tx, before: string | null, next: KeptCursor): Promise<boolean> {
  const rows = await sql`
    update channel_accounts set cursor = ${JSON.stringify(next)}
     where channel = 'email' and cursor is not distinct from ${before} returning channel`;
  return rows.length > 0;
}

async function keep(
  ctx: Context,
  { page, form, before }: { page: Page; form: MailboxForm; before: string },
): Promise<void> {
  await inTransaction(ctx, async (inner, tx) => {
    const next: KeptCursor = { ...page.next, ...(page.hasMore ? { isBehind: true } : {}) };
    if (!(await moveOn(tx, before, next))) return;
    await takeMails(inner, tx, { items: page.items, mailbox: form.address });
    await noteMarks(tx, { page, form });
  });
}
