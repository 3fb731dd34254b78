import type { Tx } from "@/db/client";
import { CLIENT_MAILS, type MailKind } from "@/db/values/mails";
import type { MailSender } from "@/server/connectors/mail";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { type Context, inTransaction } from "../context";
import { clientSender } from "./client-sender";
import { stillToTell } from "./notify-collegial";

/** What a mail leaves by, and what is the same on all of them. */
export interface PostOffice {
  sender: MailSender;
  /** "Saldo <saldo@agency.example>", to our own people. */
  from: string;
  /** Where people open the application; without a slash at the end. */
  baseUrl: string;
}

/** A claim is out of others' reach for so long; whoever made it is dead then. */
const CLAIM_SECONDS = 55;

interface Claimed {
  kind: MailKind;
  /** Under whose address it leaves; null: the install's own. */
  sender: string | null;
  /** Of a mail to one of ours. */
  operatorId: number | null;
  toAddress: string;
  language: Locale;
  data: never;
  messageId: string;
  attempts: number;
}

/**
 * Sends one mail: claims its row, hands it over outside of any transaction, and writes down what came
 * of it. Who dies in between leaves the row claimed; it is sent again under the same Message-ID, so
 * a mail goes out at least once and a reader's program can show it once. Sent already: nothing is done.
 * Throws what the connector says of a failed try. A job's work, not a verb.
 */
export async function sendMail(
  ctx: Context,
  { mailId }: { mailId: number },
  { sender, from, baseUrl }: Omit<PostOffice, "sender"> & { sender: Pick<MailSender, "send"> },
): Promise<void> {
  const mail = await claim(ctx, mailId);
  if (!mail) return;
  const { toAddress: to, language, messageId } = mail;
  try {
    // Loaded when it is needed: the templates weigh more than the rest of the program.
    const { renderMail, renderText } = await import("@/emails/render-mail");
    const data = unsealed(ctx, mail.data);
    const at = { language, baseUrl };
    const text = to.startsWith("+") ? renderText(mail.kind, data, at) : null;
    const rendered = text ?? (await renderMail(mail.kind, data, at));
    const isToClient = CLIENT_MAILS.some((kind) => kind === mail.kind);
    const own = isToClient ? await clientSender(ctx, from) : { from };
    const as = mail.sender ? { from: mail.sender } : own;
    await sender.send({ ...as, to, messageId, ...rendered });
  } catch (error) {
    await settle(ctx, { mailId, mail, error });
    throw error;
  }
  await settle(ctx, { mailId, mail, error: null });
}

/** A way in that only the reader may learn is kept sealed until the mail is made. */
function unsealed(ctx: Context, data: never): never {
  const { sealedPath } = data as { sealedPath?: string };
  if (sealedPath === undefined) return data;
  const path = ctx.keys.open(Buffer.from(sealedPath, "base64"));
  return { ...(data as object), path } as never;
}

async function claim(ctx: Context, mailId: number): Promise<Claimed | null> {
  return inTransaction(ctx, async (_, tx) => {
    const { sql } = tx;
    const [mail] = await sql<Claimed[]>`
      update mails set state = 'sending', attempts = attempts + 1, claimed_at = ${ctx.now}
       where id = ${mailId} and (state = 'waiting'
         or (state = 'sending'
             and claimed_at <= ${ctx.now}::timestamptz - ${CLAIM_SECONDS} * interval '1 second'))
      returning kind, sender, operator_id as "operatorId", to_address as "toAddress", language, data,
                message_id as "messageId", attempts`;
    if (mail?.kind === "collegial_actions") return withoutDecided(tx, { mailId, mail });
    if (mail) return mail;
    const [row] = await sql<{ state: string }[]>`select state from mails where id = ${mailId}`;
    if (!row) throw new DomainError("not_found", "messages.mail_not_found");
    // Somebody else has it in hand, or had it when they died: worth another look.
    if (row.state === "sending") {
      throw new DomainError({ kind: "external", retryable: true }, "messages.mail_in_hand");
    }
    return null;
  });
}

/**
 * What was decided or taken back while the mail waited, or came behind a wall from its reader, is not
 * told; a mail left empty stays here.
 */
async function withoutDecided(
  tx: Tx,
  { mailId, mail }: { mailId: number; mail: Claimed },
): Promise<Claimed | null> {
  const { operatorId } = mail;
  const data = operatorId && (await stillToTell(tx, { operatorId, data: mail.data }));
  if (data) return { ...mail, data: data as never };
  await tx.sql`update mails set state = 'dropped' where id = ${mailId}`;
  return null;
}

async function settle(
  ctx: Context,
  { mailId, mail, error }: { mailId: number; mail: Claimed; error: unknown },
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    // Who was given up as dead says nothing any more: another has it in hand.
    const mine = sql`id = ${mailId} and state = 'sending' and attempts = ${mail.attempts}`;
    if (error === null) {
      // Of a person who was erased this was the last that bore their address.
      await sql`update mails set state = 'sent', sent_at = ${ctx.now}, last_error = null,
                       to_address = case kind when 'data_erased' then '' else to_address end
                 where ${mine}`;
      return;
    }
    const isFinal = isDomainError(error) && !error.retryable;
    // A refusal names its reason; what else fails may quote the mail, so only its kind is kept.
    const reason = isDomainError(error) ? (error.params.reason ?? error.code) : "unexpected";
    await sql`update mails set state = ${isFinal ? "failed" : "waiting"},
                     last_error = ${String(reason)} where ${mine}`;
  });
}
