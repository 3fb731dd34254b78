import MailComposer from "nodemailer/lib/mail-composer";
import type { LetterMail } from "./letter-mail";

/** A letter in the words of the wire, with the addresses that its envelope bears. */
export interface ComposedLetter {
  raw: Buffer;
  from: string;
  to: string;
}

/** MIME of a sealed letter: diacritics and long lines encoded, pictures beside their HTML. */
export async function composeLetter(letter: LetterMail): Promise<ComposedLetter> {
  const { messageId, from, replyTo, to, subject, text, html, inReplyTo, references } = letter;
  const raw = await new MailComposer({
    ...{ messageId, from, replyTo, to, subject, text },
    ...(html === undefined ? {} : { html }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references === undefined ? {} : { references: [...references] }),
    ...(letter.headers === undefined ? {} : { headers: { ...letter.headers } }),
    attachments: letter.attachments.map(({ name, mediaType, bytes, contentId }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ...(contentId === undefined ? {} : { cid: contentId, contentDisposition: "inline" as const }),
    })),
    // What is written in a letter never makes us read a file or call an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
    newline: "\r\n",
  })
    .compile()
    .build();
  return { raw, from: letter.returnPath ?? from.address, to };
}
