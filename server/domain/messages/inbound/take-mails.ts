import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { classifyInbound, type MailPage } from "@/server/connectors/imap";
import { type Context, inTransaction } from "../../context";
import { fileMail } from "./file-mail";
import type { InboundDraft } from "./inbound-draft";
import { bareId, type CameTo, draftOfBroken, draftOfDead } from "./mail-draft";
import { writeInbound } from "./write-inbound";

type Items = MailPage["items"];

/**
 * Takes mails in that came to a mailbox, each by itself: who wrote it is told, its case is looked for,
 * and it is kept once. Every mail comes by here. Part of the caller's transaction.
 */
export async function takeMails(
  ctx: Context,
  tx: Tx,
  { items, ...to }: CameTo & { items: Items },
): Promise<void> {
  const own = await ownIds(tx, items);
  const marks = { addresses: [to.mailbox], messageIdDomains: [] };
  for (const item of items) {
    if (item.kind === "dead") {
      const draft = draftOfDead(item, { ...to, now: ctx.now });
      await writeInbound(ctx, tx, { draft, place: null });
      continue;
    }
    const isOwn = own.has(bareId(item.messageId) ?? "");
    const found = isOwn
      ? ({ kind: "loop", sign: "message-id" } as const)
      : classifyInbound(item, marks);
    await keepOne(ctx, { mail: item, at: { ...to, class: found } });
  }
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
async function ownIds({ sql }: Tx, items: Items): Promise<Set<string>> {
  const bare = items.flatMap((item) => (item.kind === "mail" && bareId(item.messageId)) || []);
  const rows = await sql<{ id: string }[]>`
    select message_id as id from messages
     where message_id = any(${bare}) and direction = 'outbound'`;
  return new Set(rows.map(({ id }) => id));
}
