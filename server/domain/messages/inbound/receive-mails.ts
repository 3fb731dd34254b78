import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import {
  classifyInbound,
  fetchMails,
  type MailboxSettings,
  type MailCursor,
  openCursor,
} from "@/server/connectors/imap";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../../context";
import type { MailboxForm } from "../channel-inputs";
import { type ChannelAccount, readAccount } from "../channels/account";
import { mailTokens } from "../channels/mail-tokens";
import { noteReading, UNEXPECTED } from "../channels/note-reading";
import { assertPublicHost, publicAddress } from "../channels/public-host";
import { fileMail } from "./file-mail";
import type { InboundDraft } from "./inbound-draft";
import { bareId, draftOfBroken, draftOfDead } from "./mail-draft";
import { writeInbound } from "./write-inbound";

type Page = Awaited<ReturnType<typeof fetchMails>>;

const PAGE_MAILS = 50;

/** The mailbox of an account, or null where none is set up. */
export function mailboxOf(ctx: Context, account: ChannelAccount): MailboxSettings | null {
  const { settings, secrets } = account;
  const inbound = settings.inbound as MailboxForm | null | undefined;
  if (!inbound) return null;
  const { host, port, security, user, folder } = inbound;
  const password = secrets.mailboxPassword ?? "";
  return {
    ...{ host, port, security, user, folder, password },
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
    const cursor = JSON.parse(account.cursor) as MailCursor;
    // One that was kept without its day: what came before today is read already.
    const page = await fetchMails(mailbox, { sinceOn: utcDay(ctx.now), ...cursor });
    const { address } = account.settings.inbound as MailboxForm;
    await keep(ctx, { page, mailbox: address, before: account.cursor });
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
async function moveOn({ sql }: Tx, before: string | null, next: MailCursor): Promise<boolean> {
  const rows = await sql`
    update channel_accounts set cursor = ${JSON.stringify(next)}
     where channel = 'email' and cursor is not distinct from ${before} returning channel`;
  return rows.length > 0;
}

async function keep(
  ctx: Context,
  { page, mailbox, before }: { page: Page; mailbox: string; before: string },
): Promise<void> {
  await inTransaction(ctx, async (inner, tx) => {
    if (!(await moveOn(tx, before, page.next))) return;
    const own = await ownIds(tx, page);
    const marks = { addresses: [mailbox], messageIdDomains: [] };
    for (const item of page.items) {
      if (item.kind === "dead") {
        const draft = draftOfDead(item, { mailbox, now: inner.now });
        await writeInbound(inner, tx, { draft, place: null });
        continue;
      }
      const isOwn = own.has(bareId(item.messageId) ?? "");
      const found = isOwn
        ? ({ kind: "loop", sign: "message-id" } as const)
        : classifyInbound(item, marks);
      const at = { mailbox, class: found };
      await keepOne(inner, { mail: item, at });
    }
  });
}

type One = Parameters<typeof fileMail>[2];

/**
 * A mail that breaks something of ours costs only itself: it is kept without its words, and where even
 * that breaks as bytes alone, for a person.
 */
async function keepOne(ctx: Context, { mail, at }: One): Promise<void> {
  const { uid, raw, receivedAt } = mail;
  const now = { ...at, now: ctx.now };
  const key = `sha256:${createHash("sha256").update(raw).digest("hex")}`;
  const dead = { kind: "dead", uid, key, reason: "unreadable", receivedAt, raw } as const;
  const put = (tx: Tx, inner: Context, draft: InboundDraft) =>
    writeInbound(inner, tx, { draft, place: null });
  const ways: ((inner: Context, tx: Tx) => Promise<unknown>)[] = [
    (inner, tx) => fileMail(inner, tx, { mail, at }),
    async (inner, tx) => put(tx, inner, draftOfBroken(mail, now)),
    async (inner, tx) => put(tx, inner, draftOfDead({ ...dead, size: raw.length }, now)),
  ];
  let failure: unknown;
  for (const way of ways) {
    try {
      await inTransaction(ctx, way);
      return;
    } catch (cause) {
      failure = cause;
      ctx.log.error("mail not filed", { uid, cause });
    }
  }
  throw failure;
}

/**
 * Which mails of a page are our own that came back. Domains say nothing: people write from the same
 * post offices as we do.
 */
async function ownIds({ sql }: Tx, { items }: Page): Promise<Set<string>> {
  const bare = items.flatMap((item) => (item.kind === "mail" && bareId(item.messageId)) || []);
  const rows = await sql<{ id: string }[]>`
    select message_id as id from messages
     where message_id = any(${bare}) and direction = 'outbound'`;
  return new Set(rows.map(({ id }) => id));
}
