import type { Tx } from "@/db/client";
import { MAILBOX_PURPOSES, type MailboxPurpose } from "@/db/values/request-mails";
import {
  fetchMails,
  type MailboxSettings,
  type MailCursor,
  openCursor,
} from "@/server/connectors/imap";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../../context";
import {
  MAILBOX_DELAY_SECONDS,
  MAILBOX_PARTS,
  type MailboxForm,
  mailboxFormOf,
} from "../channel-inputs";
import { type ChannelAccount, readAccount } from "../channels/account";
import { mailTokens } from "../channels/mail-tokens";
import {
  type MailboxState,
  noteMailbox,
  readState,
  stateIs,
  stateTable,
} from "../channels/mailbox-state";
import { assertPublicHost, publicAddress } from "../channels/public-host";
import { noteMarks, settleMarks } from "./mailbox-marks";
import { takeMails } from "./take-mails";

type Page = Awaited<ReturnType<typeof fetchMails>>;

const PAGE_MAILS = 50;

/** A cursor as it is kept: `isBehind`, where more lies in the mailbox than one page. */
type KeptCursor = MailCursor & { isBehind?: boolean };

/** A reading takes its time, and the clock has a raster: so much early counts as due. */
const EARLY_MS = 5_000;

/** A mailbox that is set up, and where its reading stands. */
interface Box {
  purpose: MailboxPurpose;
  account: ChannelAccount;
  form: MailboxForm;
  state: MailboxState;
}

/**
 * Takes the next page in of each mailbox that is due: so many seconds after it was read last as its
 * settings say, or at once while more lies there. One that could not be read is tried again as often
 * as the clock looks, unless only a person can mend it: then less and less often.
 */
export async function readMailbox(ctx: Context): Promise<{ count: number }> {
  let count = 0;
  for (const purpose of MAILBOX_PURPOSES) {
    const box = await findBox(ctx, purpose);
    if (box && isDue(box, ctx.now)) count += (await readBox(ctx, box)).count;
  }
  return { count };
}

const findBox = (ctx: Context, purpose: MailboxPurpose): Promise<Box | null> =>
  reading(ctx, async (tx) => {
    const account = await readAccount(ctx, tx, "email");
    const form = account && mailboxFormOf(account.settings, purpose);
    const state = form && (await readState(tx, purpose));
    return account && form && state ? { purpose, account, form, state } : null;
  });

function isDue({ state: { readAt, cursor, retryAt }, form }: Box, now: Date): boolean {
  if (retryAt !== null && retryAt > now) return false;
  if (readAt === null || cursor === null) return true;
  if ((JSON.parse(cursor) as KeptCursor).isBehind) return true;
  const delayMs = (form.delaySeconds ?? MAILBOX_DELAY_SECONDS.usual) * 1_000;
  return now.getTime() - readAt.getTime() >= delayMs - EARLY_MS;
}

/** The mailbox of an account by what it is for, or null where none is set up. */
export function mailboxOf(
  ctx: Context,
  account: ChannelAccount,
  purpose: MailboxPurpose,
): MailboxSettings | null {
  const inbound = mailboxFormOf(account.settings, purpose);
  if (!inbound) return null;
  const { host, port, security, user, folder } = inbound;
  const isOfDesk = purpose === "deals" || inbound.opensRequests;
  const isUnseenOnly = Boolean(isOfDesk && inbound.isUnseenOnly);
  const password = account.secrets[MAILBOX_PARTS[purpose].secret] ?? "";
  return {
    ...{ host, port, security, user, folder, password, isUnseenOnly },
    token: mailTokens(ctx, account, purpose),
    ...{ limits: { pageMails: PAGE_MAILS }, addressOf: publicAddress(ctx) },
  };
}

/**
 * Takes the next page of one of the tenant's mailboxes in. Where reading stopped moves on in the
 * transaction that keeps the page: who dies in between reads it again, and each mail is kept once.
 * Mails that were there before the mailbox was set up stay there. Answers how many came; call again
 * until none.
 */
export async function receiveMails(
  ctx: Context,
  purpose: MailboxPurpose = "requests",
): Promise<{ count: number }> {
  const box = await findBox(ctx, purpose);
  return box ? readBox(ctx, box) : { count: 0 };
}

async function readBox(ctx: Context, box: Box): Promise<{ count: number }> {
  const { purpose, account, form, state } = box;
  try {
    const mailbox = mailboxOf(ctx, account, purpose);
    if (!mailbox) return { count: 0 };
    await assertPublicHost(ctx, mailbox.host);
    if (state.cursor === null) {
      const start = await openCursor(mailbox, ctx.now);
      await inTransaction(ctx, (_, tx) => moveOn(tx, box, start));
      await noteMailbox(ctx, purpose);
      return { count: 0 };
    }
    const { isBehind: _, ...cursor } = JSON.parse(state.cursor) as KeptCursor;
    // One that was kept without its day: what came before today is read already.
    const page = await fetchMails(mailbox, { sinceOn: utcDay(ctx.now), ...cursor });
    await keep(ctx, box, page);
    await settleMarks(ctx, { mailbox, form, purpose });
    await noteMailbox(ctx, purpose);
    return { count: page.items.length };
  } catch (cause) {
    await noteMailbox(ctx, purpose, cause);
    if (!isDomainError(cause)) throw cause;
    return { count: 0 };
  }
}

const utcDay = (at: Date): string => at.toISOString().slice(0, 10);

/** False: somebody else has read on meanwhile, and what they keep is the same. */
async function moveOn({ sql }: Tx, { purpose, state }: Box, next: KeptCursor): Promise<boolean> {
  const rows = await sql`
    update ${stateTable(sql, purpose)} set cursor = ${JSON.stringify(next)}
     where ${stateIs(sql, purpose)} and cursor is not distinct from ${state.cursor} returning 1`;
  return rows.length > 0;
}

async function keep(ctx: Context, box: Box, page: Page): Promise<void> {
  const { form, purpose } = box;
  await inTransaction(ctx, async (inner, tx) => {
    const next: KeptCursor = { ...page.next, ...(page.hasMore ? { isBehind: true } : {}) };
    if (!(await moveOn(tx, box, next))) return;
    await takeMails(inner, tx, { items: page.items, mailbox: form.address, purpose });
    await noteMarks(tx, { page, form, purpose });
  });
}
