import type { InboundKind } from "@/db/values/messages";
import type { MailboxPurpose } from "@/db/values/request-mails";
import {
  cutQuotes,
  type DeadLetter,
  type InboundAttachment,
  type InboundClass,
  type InboundMail,
} from "@/server/connectors/imap";
import { FILE_BYTES_MAX, shownTypeOf } from "../../files";
import type { DraftFile } from "../draft";
import { cleanLine, cleanText } from "./clean-text";
import type { InboundDraft } from "./inbound-draft";

const ATTACHMENTS_MAX = 50;
const ANY_TYPE = "application/octet-stream";

/** Of thousands that a hostile mail may name the nearest are enough. */
const ANSWERED_MAX = 100;

/** An id of a mail as it is kept and compared: without angle brackets; null where nothing is left. */
export const bareId = (id: string | null): string | null =>
  cleanLine(id ?? "").replace(/^<|>$/g, "") || null;

/** Ids that a mail answers, without angle brackets, the nearest last. */
export const answeredIds = ({ inReplyTo, references }: InboundMail): string[] =>
  [...references, ...(inReplyTo ? [inReplyTo] : [])]
    .slice(-ANSWERED_MAX)
    .flatMap((id) => bareId(id) ?? []);

/** Every address that a mail bears or was delivered to. */
export const addressesOf = ({ to, cc, deliveredTo }: InboundMail): string[] => [
  ...[...to, ...cc].map(({ address }) => address),
  ...deliveredTo,
];

const KINDS: Readonly<Record<InboundClass["kind"], InboundKind>> = {
  ...{ person: "person", auto_reply: "auto_reply", bulk: "bulk", loop: "loop" },
  ...{ bounce: "bounce", receipt: "auto_reply", complaint: "complaint" },
};

/** The mailbox that a mail came to: its address, and what it is for, where one of ours says. */
export interface CameTo {
  mailbox: string;
  purpose: MailboxPurpose | null;
}

/** A mail as it is kept: its text made safe, the original to the byte, attachments by their content. */
export function draftOfMail(
  mail: InboundMail,
  at: CameTo & { class: InboundClass; now: Date },
): InboundDraft {
  const body = cleanText(mail.text);
  const { kind } = at.class;
  const isAway = at.class.kind === "person" && at.class.isLikelyAway;
  return {
    ...{ key: `in:mail:${keyOf(mail.key)}`, channel: "email", provider: "imap" },
    ...{ providerId: cleanLine(mail.key), kind: isAway ? "auto_reply" : KINDS[kind] },
    fromAddress: cleanLine(mail.from?.address ?? "").toLowerCase(),
    fromName: cleanLine(mail.from?.name ?? ""),
    ...{ toAddress: at.mailbox, mailbox: at.purpose },
    ...{ subject: cleanLine(mail.subject), body, shown: cutQuotes(body).text },
    ...{ messageId: bareId(mail.messageId), inReplyTo: bareId(mail.inReplyTo) },
    at: earlier(mail.receivedAt ?? mail.date, at.now),
    files: [original(mail.raw), ...mail.attachments.slice(0, ATTACHMENTS_MAX).flatMap(fileOf)],
  };
}

/** A mail that broke something of ours, without a word of its sender: the original says it all. */
export function draftOfBroken(...of: Parameters<typeof draftOfMail>): InboundDraft {
  const full = draftOfMail(...of);
  return {
    ...{ ...full, kind: "unreadable", fromAddress: "", fromName: "", subject: "", body: "" },
    ...{ shown: "", messageId: null, inReplyTo: null, trouble: "not_filed" },
    files: full.files.slice(0, 1),
  };
}

/** What could not be read as a mail, for a person to look at. */
export function draftOfDead(
  { key, raw, reason, receivedAt }: DeadLetter,
  { mailbox, purpose, now }: CameTo & { now: Date },
): InboundDraft {
  return {
    ...{ key: `in:mail:${keyOf(key)}`, channel: "email", provider: "imap", providerId: key },
    ...{ kind: "unreadable", fromAddress: "", fromName: "", toAddress: mailbox },
    mailbox: purpose,
    ...{ subject: "", body: "", shown: "", at: earlier(receivedAt, now), trouble: reason },
    files: raw.length > 0 ? [original(raw)] : [],
  };
}

const KEY_MAX = 400;
const keyOf = (key: string): string => cleanLine(key).slice(0, KEY_MAX);

/** A sender's clock may be anything; nothing came later than now. */
const earlier = (at: Date | null, now: Date): Date => (at !== null && at < now ? at : now);

const original = (raw: Buffer): DraftFile => ({
  ...{ kind: "original", name: "zprava.eml", mediaType: "message/rfc822", bytes: raw },
});

/** What an attachment is says its content, not its name or its sender. */
function fileOf({ name, bytes }: InboundAttachment): DraftFile[] {
  if (bytes.byteLength === 0 || bytes.byteLength > FILE_BYTES_MAX) return [];
  const mediaType = shownTypeOf(bytes) ?? ANY_TYPE;
  return [{ kind: "attachment", name: cleanLine(name) || "priloha", mediaType, bytes }];
}
