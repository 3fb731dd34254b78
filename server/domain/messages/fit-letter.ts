import type { Channel } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { type Letter, smsText } from "../templates";
import type { DraftFile } from "./draft";

/** A text as a document of its own: what was posted is kept as it was, whatever it was made of. */
const textFile = (name: string, text: string): DraftFile => ({
  kind: "document",
  name: `${name}.txt`,
  mediaType: "text/plain; charset=utf-8",
  bytes: Buffer.from(text, "utf8"),
});

export interface FittedLetter {
  body: string;
  files: DraftFile[];
}

/**
 * A letter as a channel carries it: an SMS is text, a mail is text or HTML or has the document beside
 * its cover text, post and data boxes carry the document. Throws invalid `messages.no_sms_document`
 * for a document that no SMS can be made of.
 */
export function fitLetter(letter: Letter, channel: Channel): FittedLetter {
  const isText = letter.mediaType.startsWith("text/plain");
  const isHtml = letter.mediaType.startsWith("text/html");
  const document: DraftFile = {
    kind: "document",
    name: letter.fileName,
    mediaType: letter.mediaType,
    bytes: letter.bytes,
  };
  if (channel === "sms") {
    if (!isText && !isHtml) throw new DomainError("invalid", "messages.no_sms_document");
    return { body: smsText(letter.text), files: [] };
  }
  if (channel === "email") {
    if (isText) return { body: letter.text, files: [] };
    if (isHtml) return { body: letter.text, files: [document] };
    return { body: letter.lines.coverText, files: [document] };
  }
  const body = channel === "data_box" ? letter.lines.coverText : letter.text;
  return { body, files: [document] };
}

/** The same of a text that a person wrote by hand. */
export function fitText(text: string, channel: Channel, name: string): FittedLetter {
  const body = text.trim();
  if (channel === "sms" || channel === "email") return { body, files: [] };
  return { body, files: [textFile(name, body)] };
}
