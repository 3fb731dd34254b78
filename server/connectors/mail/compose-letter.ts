import type { LetterMail, MailAttachment } from "./letter-mail";
import { headerLine, headerText, mailbox, parameter } from "./mime/header-text";
import { type Encoded, encodeBytes, encodeText } from "./mime/transfer-encoding";

/** A letter in the words of the wire, with the addresses that its envelope bears. */
export interface ComposedLetter {
  raw: Buffer;
  from: string;
  to: string;
}

const EMPTY_LINE = Buffer.from("\r\n");

/** Headers of its own, each ended by CRLF, and what follows the empty line behind them. */
interface Part {
  head: string;
  body: readonly Buffer[];
}

/**
 * MIME of a sealed letter: diacritics and long lines encoded, pictures beside their HTML, text for
 * those who read none.
 */
export function composeLetter(letter: LetterMail): ComposedLetter {
  const pictures = letter.html === undefined ? [] : letter.attachments.filter(isPicture);
  const files = letter.attachments.filter((each) => !pictures.includes(each));
  const plain = textPart("plain", letter.text);
  const text =
    letter.html === undefined
      ? plain
      : multipart("alternative", [plain, pagePart(letter.html, pictures)]);
  const whole = files.length === 0 ? text : multipart("mixed", [text, ...files.map(filePart)]);
  const head = `${headersOf(letter)}MIME-Version: 1.0\r\n${whole.head}\r\n`;
  const raw = Buffer.concat([Buffer.from(head), ...whole.body]);
  return { raw, from: letter.returnPath ?? letter.from.address, to: letter.to };
}

const isPicture = ({ contentId }: MailAttachment): boolean => contentId !== undefined;

function headersOf({ references = [], headers = {}, ...letter }: LetterMail): string {
  const { messageId, from, replyTo, to, subject, inReplyTo } = letter;
  const given: [string, string | undefined][] = [
    ["From", mailbox(from)],
    ["To", to],
    ["Reply-To", replyTo],
    ["Subject", headerText(subject)],
    ["Message-ID", messageId],
    ["In-Reply-To", inReplyTo],
    ["References", references.length > 0 ? references.join(" ") : undefined],
    ["Date", new Date().toUTCString().replace("GMT", "+0000")],
    ...Object.entries(headers).map(([name, value]): [string, string] => [name, headerText(value)]),
  ];
  return given
    .map(([name, value]) => (value === undefined ? "" : headerLine(name, value)))
    .join("");
}

function textPart(kind: "plain" | "html", text: string): Part {
  return leaf(`Content-Type: text/${kind}; charset=utf-8\r\n`, encodeText(text));
}

function pagePart(html: string, pictures: readonly MailAttachment[]): Part {
  const page = textPart("html", html);
  if (pictures.length === 0) return page;
  return multipart("related", [page, ...pictures.map(filePart)], ' type="text/html";');
}

/** A file beside the letter, or a picture in it. */
function filePart({ name, mediaType, bytes, contentId }: MailAttachment): Part {
  // Of these two MIME lets none be encoded, and as they are they could hold any line.
  const isOpaque = /^(message|multipart)\//i.test(mediaType);
  const type = isOpaque ? "application/octet-stream" : mediaType;
  const place =
    contentId === undefined ? "attachment" : `inline;\r\n${parameter("filename", name)}`;
  const head =
    contentId === undefined
      ? `Content-Disposition: ${place};\r\n${parameter("filename", name)}\r\n`
      : `Content-ID: <${contentId}>\r\nContent-Disposition: ${place}\r\n`;
  return leaf(
    `Content-Type: ${type};\r\n${parameter("name", name)}\r\n${head}`,
    encodeBytes(bytes),
  );
}

const leaf = (head: string, { encoding, bytes }: Encoded): Part => ({
  head: `${head}Content-Transfer-Encoding: ${encoding}\r\n`,
  // The line break before a divider belongs to the divider.
  body: [bytes.length === 0 ? EMPTY_LINE : bytes],
});

type Kind = "alternative" | "related" | "mixed";

function multipart(kind: Kind, parts: readonly Part[], more = ""): Part {
  // There is one of each kind in a letter, and "=_" stands in nothing that is encoded.
  const divider = `=_${kind}`;
  const body = parts.flatMap(({ head, body: inner }) => [
    Buffer.from(`--${divider}\r\n${head}\r\n`),
    ...inner,
  ]);
  return {
    head: `Content-Type: multipart/${kind};${more} boundary="${divider}"\r\n`,
    body: [...body, Buffer.from(`--${divider}--\r\n`)],
  };
}
