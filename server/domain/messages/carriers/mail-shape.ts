import { type LetterMail, type MailAttachment, makeReplyAddress } from "@/server/connectors/mail";
import type { Outgoing, OutgoingFile } from "../outgoing";
import { asPrinted } from "../prints/printable";
import type { Shaped } from "./outgoing-carrier";

const DATA_IMAGE =
  /(\ssrc\s*=\s*)(["'])data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)\2/gi;
const ENDINGS: Readonly<Record<string, string>> = {
  ...{ "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp" },
};

/** Mail programs show no pictures that are written into the page: they travel beside it. */
export function picturesBeside(html: string): { html: string; pictures: MailAttachment[] } {
  const pictures: MailAttachment[] = [];
  const idOf = new Map<string, string>();
  const shown = html.replace(DATA_IMAGE, (...found: string[]) => {
    const [, before = "", quote = "", type = "", base64 = ""] = found;
    const mediaType = type.toLowerCase();
    const data = base64.replace(/\s+/g, "");
    let id = idOf.get(data);
    if (id === undefined) {
      const name = `image-${pictures.length + 1}.${ENDINGS[mediaType]}`;
      id = `${name}@letter`;
      idOf.set(data, id);
      pictures.push({ name, mediaType, bytes: Buffer.from(data, "base64"), contentId: id });
    }
    return `${before}${quote}cid:${id}${quote}`;
  });
  return { html: shown, pictures };
}

const bare = (mediaType: string): string => mediaType.split(";")[0]?.trim() ?? "";
const attached = ({ name, mediaType, bytes }: OutgoingFile): MailAttachment => {
  const type = bare(mediaType);
  return { name, mediaType: type.includes("/") ? type : "application/octet-stream", bytes };
};

/**
 * A message as a mail: its HTML with pictures beside it, documents and attachments; answers come to
 * the tenant's mailbox under the message's own token, and so do servers' reports of what they could
 * not deliver.
 */
export function mailShape(
  message: Outgoing,
  { replyBase }: { replyBase: string | null },
): Shaped<LetterMail> {
  const { messageId, replyToken, fromAddress, fromName, inReplyTo } = message;
  if (!messageId) return { ok: false, handed: { outcome: "refused", reason: "no_message_id" } };
  const isPage = ({ kind, mediaType }: OutgoingFile) =>
    kind === "document" && mediaType.startsWith("text/html");
  const page = message.files.find(isPage);
  const { html, pictures } = page
    ? picturesBeside(page.bytes.toString("utf8"))
    : { html: null, pictures: [] };
  const rest = asPrinted(message.files).filter(
    ({ source, kind }) => !(kind === "document" && source === page),
  );
  const back = replyBase && replyToken ? makeReplyAddress(replyBase, replyToken) : null;
  const references = [...message.references, ...(inReplyTo ? [inReplyTo] : [])];
  const mail: LetterMail = {
    ...{ messageId: `<${messageId}>`, from: { name: fromName, address: fromAddress } },
    ...{ replyTo: back ?? fromAddress, to: message.toAddress },
    ...{ subject: message.subject, text: message.body },
    ...(html === null ? {} : { html }),
    ...(inReplyTo ? { inReplyTo: `<${inReplyTo}>` } : {}),
    ...(references.length > 0 ? { references: references.map((id) => `<${id}>`) } : {}),
    attachments: [...pictures, ...rest.map(({ file }) => attached(file))],
    ...(message.isAutomatic ? { headers: { "Auto-Submitted": "auto-generated" } } : {}),
    ...(back ? { returnPath: back } : {}),
  };
  return { ok: true, message: mail };
}
