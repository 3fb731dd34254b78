import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { readMail } from "@/server/connectors/imap";
import { composeLetter, makeReplyAddress, sealLetter } from "@/server/connectors/mail";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction, reading } from "../../context";
import { carrierKey } from "../carriers/outgoing-carrier";
import { readAccount } from "../channels/account";
import { type ReplyAsRecipientInput, replyAsRecipientInput } from "../inputs";
import { fileDataMessage } from "./file-data-message";
import { fileReplies } from "./file-replies";
import { takeMails } from "./take-mails";

/** Where the reply came to stand; no case where nothing said which. */
export interface RepliedAsRecipient {
  messageId: number;
  caseId: number | null;
  refNo: string | null;
}

interface Caught {
  channel: Channel;
  toAddress: string;
  toName: string;
  fromAddress: string;
  subject: string;
  mailId: string | null;
  replyToken: string | null;
  provider: string;
  providerId: string;
}

/** Takes the reply in by the door of its channel; the key or number that it is kept under. */
type Take = (ctx: Context, tx: Tx) => Promise<string>;

/**
 * Answers a message that this install caught, as whoever would have got it: the words come in by the
 * door of real replies, which knows no more than what a mail, an SMS or a data message says, and
 * looks for the case itself. Throws not_found `messages.not_found` for what was not caught,
 * precondition `messages.reply_live` where messages leave, `messages.reply_by_post` for a letter.
 */
export async function replyAsRecipient(
  ctx: Context,
  raw: ReplyAsRecipientInput,
): Promise<RepliedAsRecipient> {
  authorize(ctx, "messages:send");
  const { messageId, text } = replyAsRecipientInput.parse(raw);
  const caught = await loadCaught(ctx, messageId);
  if (!ctx.outside?.isCatching) throw new DomainError("precondition", "messages.reply_live");
  const { channel } = caught;
  const world = outsider(ctx);
  const take = await takeOf(world, { caught, messageId, text });
  return inTransaction(world, async (inner, tx) => {
    const providerId = await take(inner, tx);
    const [kept] = await tx.sql<RepliedAsRecipient[]>`
      select m.id as "messageId", c.id as "caseId", c.ref_no as "refNo"
        from messages m left join cases c on c.id = m.case_id
       where m.direction = 'inbound' and m.channel = ${channel} and m.provider_id = ${providerId}`;
    if (!kept) throw new Error("the reply was not kept");
    await writeAudit(
      { ...inner, actor: ctx.actor },
      {
        ...{ action: "messages.reply-as-recipient", entity: "message", entityId: kept.messageId },
        ...{ caseId: kept.caseId, after: { channel, answers: messageId } },
      },
    );
    return kept;
  });
}

/** A message that was caught, on a case that the actor sees. */
async function loadCaught(ctx: Context, messageId: number): Promise<Caught> {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<Caught[]>`
      select m.channel, m.to_address as "toAddress", m.to_name as "toName",
             m.from_address as "fromAddress", m.subject, m.message_id as "mailId",
             m.reply_token as "replyToken", coalesce(m.provider, '') as provider,
             coalesce(m.provider_id, '') as "providerId"
        from caught_messages g join messages m on m.id = g.message_row_id
        join cases c on c.id = m.case_id
       where m.id = ${messageId} limit 1`,
  );
  if (!row) throw new DomainError("not_found", "messages.not_found");
  return row;
}

/** What comes from outside is taken in by the job that does it, not by whoever typed it. */
const outsider = (ctx: Context): Context => {
  const { tenantId, language } = ctx.actor;
  return { ...ctx, actor: { kind: "system", tenantId, job: "messages-receive", language } };
};

interface Answering {
  caught: Caught;
  messageId: number;
  text: string;
}

function takeOf(ctx: Context, answering: Answering): Promise<Take> | Take {
  const { channel } = answering.caught;
  if (channel === "email") return takeMail(ctx, answering);
  if (channel === "sms") return takeSms(answering);
  if (channel === "data_box") return takeDataMessage(answering);
  throw new DomainError("precondition", "messages.reply_by_post");
}

/** Written as a mail program writes an answer, to the byte, and read as if it had come. */
async function takeMail(ctx: Context, { caught, text }: Answering): Promise<Take> {
  const mailbox = await mailboxOf(ctx, caught);
  const { toAddress, toName, subject, mailId, replyToken } = caught;
  const answered = mailId ? `<${mailId}>` : null;
  const sealed = sealLetter({
    messageId: `<${randomUUID()}@${toAddress.split("@").at(-1)}>`,
    from: { name: toName, address: toAddress },
    replyTo: toAddress,
    to: replyToken ? makeReplyAddress(mailbox, replyToken) : mailbox,
    ...{ subject: `Re: ${subject}`, text, attachments: [] },
    ...(answered ? { inReplyTo: answered, references: [answered] } : {}),
  });
  if (!sealed.ok) throw new DomainError("precondition", "messages.reply_address");
  const { raw } = await composeLetter(sealed.letter);
  const item = await readMail({ uid: 0, size: raw.length, receivedAt: ctx.now }, raw);
  return async (inner, tx) => {
    await takeMails(inner, tx, { items: [item], mailbox, purpose: null });
    return item.key;
  };
}

/** Where answers come to: the mailbox that was set up, else whoever wrote. */
async function mailboxOf(ctx: Context, { fromAddress }: Caught): Promise<string> {
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  const inbound = account?.settings.inbound as { address?: string } | null | undefined;
  return inbound?.address ?? fromAddress;
}

/** As a carrier tells of an SMS that came to the number that ours left from. */
function takeSms({ caught, text }: Answering): Take {
  const { toAddress, fromAddress, provider, providerId } = caught;
  const id = `${providerId}/${randomUUID()}`;
  return async (inner, tx) => {
    const item = { providerId: id, from: toAddress, to: fromAddress, text, at: inner.now };
    await fileReplies(inner, tx, { channel: "sms", provider, items: [item] });
    return id;
  };
}

/** As the box gives a message that names ours as what it answers; the words are what is enclosed. */
function takeDataMessage({ caught, messageId, text }: Answering): Take {
  const id = randomUUID();
  return async (inner, tx) => {
    const name = "odpoved.txt";
    await fileDataMessage(inner, tx, {
      ...{ id, senderBox: caught.toAddress, senderName: caught.toName },
      ...{ recipientBox: caught.fromAddress, recipientName: null, toHands: null },
      ...{ subject: `Re: ${caught.subject}`, senderRefNumber: null, senderIdent: null },
      recipientRefNumber: carrierKey(inner.actor.tenantId, messageId),
      ...{ recipientIdent: null, isPersonal: false, state: 6, sizeKb: null, type: null },
      ...{ deliveredAt: inner.now, acceptedAt: inner.now, isSuspicious: false },
      files: [{ name, mediaType: "text/plain", bytes: Buffer.from(text) }],
      zfo: Buffer.alloc(0),
    });
    return id;
  };
}
