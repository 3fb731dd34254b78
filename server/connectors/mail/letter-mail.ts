import { domainToASCII } from "node:url";
import type { Carrier, Handed } from "@/server/kernel/delivery";
import { parseEmail } from "@/server/kernel/email";

export interface MailAttachment {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  /** A picture that the HTML shows as "cid:…"; without angle brackets. */
  contentId?: string;
}

/** A mail to somebody outside: a reminder, an answer, a notice. */
export interface LetterMail {
  /** "<…@…>": the same at every try, and what a reply is known by. */
  messageId: string;
  from: { name: string; address: string };
  /** Where replies go; `makeReplyAddress` makes one that says what they answer. */
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  inReplyTo?: string;
  references?: readonly string[];
  attachments: readonly MailAttachment[];
  /** "Auto-Submitted": "auto-generated" for those that no person wrote. */
  headers?: Readonly<Record<string, string>>;
  /** Where a server that cannot deliver reports it; the sender's address where not given. */
  returnPath?: string;
}

/** A carrier of mails; `close` lets go of its connections once nothing is being sent. */
export type MailCarrier = Carrier<LetterMail> & { close(): Promise<void> };

/** Why a mail cannot leave as it is, before anybody was asked. */
export type LetterFault =
  | "bad_sender"
  | "bad_recipient"
  | "bad_reply_address"
  | "bad_return_path"
  | "bad_message_id"
  | "bad_header"
  | "bad_attachment";

export type Sealed = { ok: true; letter: LetterMail } | { ok: false; fault: LetterFault };

const MESSAGE_ID = /^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>$/;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
const MEDIA_TYPE = /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/;
const CONTENT_ID = /^[\w.@+-]{1,200}$/;
const HEADER_LENGTH_MAX = 1_000;

/** What the letter itself says; a header beside it could say something else. */
const OWN_HEADERS =
  /^(from|to|cc|bcc|sender|subject|date|message-id|reply-to|in-reply-to|references|return-path|received|mime-version|content-.*|resent-.*|dkim-.*)$/i;

/** Control and direction characters: none of them belongs on the one line of a header. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
const NAME_LENGTH_MAX = 150;

/**
 * The letter as it may go on the wire: nothing that is given can begin a header of its own. Line
 * breaks in the subject and in names become blanks; an address, an id or a header that holds one is
 * refused, since none was ever right. Domains are written in ASCII (IDN).
 */
export function sealLetter(mail: LetterMail): Sealed {
  const fault = faultOf(mail);
  if (fault !== null) return { ok: false, fault };
  const address = wireAddress(mail.from.address);
  const to = wireAddress(mail.to);
  const replyTo = wireAddress(mail.replyTo);
  const returnPath = mail.returnPath === undefined ? undefined : wireAddress(mail.returnPath);
  if (address === null) return { ok: false, fault: "bad_sender" };
  if (to === null) return { ok: false, fault: "bad_recipient" };
  if (replyTo === null) return { ok: false, fault: "bad_reply_address" };
  if (returnPath === null) return { ok: false, fault: "bad_return_path" };
  const letter: LetterMail = {
    ...mail,
    from: { name: oneLine(mail.from.name), address },
    ...{ to, replyTo, subject: oneLine(mail.subject) },
    ...(returnPath === undefined ? {} : { returnPath }),
    attachments: mail.attachments.map((each) => ({ ...each, name: fileName(each.name) })),
  };
  return { ok: true, letter };
}

/** Of whose side a fault is: our own addresses are mended by a person, and no other channel is tried. */
const OURS: readonly LetterFault[] = ["bad_sender", "bad_reply_address", "bad_return_path"];

/** What a letter that could not be sealed comes to; nothing of it has left. */
export const unsealed = (fault: LetterFault): Handed =>
  OURS.includes(fault)
    ? { outcome: "busy", reason: fault, needsPerson: true }
    : { outcome: "refused", reason: fault };

function faultOf(mail: LetterMail): LetterFault | null {
  const ids = [mail.messageId, ...(mail.references ?? [])];
  if (mail.inReplyTo !== undefined) ids.push(mail.inReplyTo);
  if (!ids.every((id) => MESSAGE_ID.test(id) && isPlain(id))) return "bad_message_id";
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    const isRight = HEADER_NAME.test(name) && !OWN_HEADERS.test(name) && isPlain(value);
    if (!isRight || value.length > HEADER_LENGTH_MAX) return "bad_header";
  }
  for (const { mediaType, contentId } of mail.attachments) {
    const isRight = contentId === undefined || CONTENT_ID.test(contentId);
    if (!isRight || !MEDIA_TYPE.test(mediaType)) return "bad_attachment";
  }
  return null;
}

const isPlain = (text: string): boolean => text.search(CONTROLS) === -1;

const oneLine = (text: string): string => text.replace(CONTROLS, " ").trim();

/** A name and no path; with its ending kept where it is too long. */
function fileName(name: string): string {
  const plain = oneLine(name).replace(/[/\\]/g, "_");
  if (plain.length <= NAME_LENGTH_MAX) return plain === "" ? "attachment" : plain;
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? "";
  return plain.slice(0, NAME_LENGTH_MAX - ending.length) + ending;
}

/** The one address, its domain in ASCII; null for anything else. */
function wireAddress(address: string): string | null {
  if (!isPlain(address)) return null;
  const parsed = parseEmail(address);
  if (!parsed.ok) return null;
  const at = parsed.value.lastIndexOf("@");
  const domain = domainToASCII(parsed.value.slice(at + 1));
  return domain === "" ? null : `${parsed.value.slice(0, at)}@${domain}`;
}
