import { isUtf8 } from "node:buffer";

/** How many characters could not be read: what a wrong charset leaves behind. */
export const lostCharacters = (text: string): number => text.split("\ufffd").length - 1;

/** UTF-8 that was read as a code page: "Å¾", "Ä›", "Ã­". */
const MISREAD =
  /[ÂÃÄÅĂĹĽ][\u0080-\u00bf\u2018-\u2026\u20ac\u2122\u0160\u0161\u017e˘ˇ§¨©ŠŞŤŹş­Ż°±˛ł´µ¶·¸]/g;
const MISREAD_MIN = 2;

export const isMisread = (text: string): boolean =>
  (text.match(MISREAD)?.length ?? 0) >= MISREAD_MIN;

const CHARSET = /(charset\s*=\s*)("[^"\r\n]{1,40}"|[\w.-]{1,40})/gi;
const TEXT_TYPE =
  /^(content-type:[ \t]*text\/(?:plain|html))(?=[ \t]*(?:;|\r?$))(?![^\r\n]*charset)/gim;
const ANY_TYPE = /^content-type:/im;

/** The mail with all its texts declared to be of one charset; its bytes stay what they are. */
export function withCharset(raw: Buffer, charset: string): Buffer {
  const text = raw.toString("latin1");
  const head = text.slice(0, headLength(raw));
  const declared = text
    .replace(CHARSET, (_, name: string) => `${name}"${charset}"`)
    .replace(TEXT_TYPE, (type: string) => `${type}; charset="${charset}"`);
  const missing = ANY_TYPE.test(head) ? "" : `Content-Type: text/plain; charset="${charset}"\r\n`;
  return Buffer.from(missing + declared, "latin1");
}

/** Bytes up to the empty line behind the headers. */
export function headLength(raw: Buffer): number {
  const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length === 0 ? raw.length : Math.min(...ends);
}

/** The mail with letters that stand bare in its headers in UTF-8, as later standards want them. */
export function withReadableHeaders(raw: Buffer): Buffer {
  const length = headLength(raw);
  const head = raw.subarray(0, length);
  if (isUtf8(head)) return raw;
  const read = new TextDecoder(guessCodePage(head)).decode(head);
  return Buffer.concat([Buffer.from(read, "utf8"), raw.subarray(length)]);
}

const WORD_OF_HIGH_BYTES = /[\u00a8\u00b8\u00c0-\u00ff]{4,}/g;
const WITH_HIGH_BYTES = /[\x80-\xff]+/g;

/**
 * Czech and Slovak have accents here and there, Russian is high bytes throughout: of the code pages
 * that our mails come in the two can be told apart by that alone.
 */
export function guessCodePage(bytes: Buffer): "windows-1250" | "windows-1251" | "koi8-r" {
  const text = bytes.toString("latin1");
  const runs = text.match(WITH_HIGH_BYTES) ?? [];
  const words = text.match(WORD_OF_HIGH_BYTES) ?? [];
  if (words.length * 3 < runs.length) return "windows-1250";
  // Small letters are the most, and lie in the other half of each page.
  const joined = words.join("");
  const high = joined.match(/[\u00e0-\u00ff]/g)?.length ?? 0;
  return high * 2 > joined.length ? "windows-1251" : "koi8-r";
}
