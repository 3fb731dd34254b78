import { refusal } from "../refusal";

/** One tag of a small part. Names are local: prefixes differ between programs and say nothing. */
export type XmlTag = {
  name: string;
  attributes: Record<string, string>;
  isClose: boolean;
  isEmpty: boolean;
};

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const ATTRIBUTE = /([\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Tags of a part small enough to be a string (relations, styles, the list of sheets). */
export function* xmlTags(text: string): Generator<XmlTag> {
  for (const match of text.replace(/<!--[\s\S]*?-->/g, "").matchAll(TAG)) {
    yield {
      name: match[2] ?? "",
      attributes: attributesOf(match[3] ?? ""),
      isClose: match[1] === "/",
      isEmpty: match[4] === "/",
    };
  }
}

/** `r:id` and `id` of one element differ, so a prefixed attribute keeps its prefix as well. */
function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const match of text.matchAll(ATTRIBUTE)) {
    const value = decodeEntities(match[3] ?? match[4] ?? "");
    const name = match[2] ?? "";
    if (match[1] === undefined) attributes[name] = value;
    else attributes[`:${name}`] = value;
  }
  return attributes;
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Character references and the five names of XML; others stay as written, nothing is expanded. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (whole, ...[decimal, hex, name]) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code === 0 || code > 0x10ffff ? "" : String.fromCodePoint(code);
  });
}

const ESCAPED = /_x([\da-f]{4})_/gi;

/**
 * Text of a cell from its raw XML: line ends as XML wants, entities, and the escapes by which Excel
 * writes characters that XML forbids ("_x000D_", and "_x005F_" for a plain underscore before one).
 * NUL goes: no text of ours may hold it.
 */
export function decodeCellText(raw: string): string {
  const text = decodeEntities(raw.replace(/\r\n?/g, "\n"));
  if (!text.includes("_x") && !text.includes("_X")) return text;
  return text
    .replace(ESCAPED, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll("\0", "");
}

/** Text of a small part in whatever encoding it came; refuses a document type declaration. */
export function xmlText(bytes: Buffer): string {
  const text = new TextDecoder(xmlEncoding(bytes)).decode(bytes);
  // A DTD is the door of entity bombs and of outside references; no workbook needs one.
  if (text.includes("<!DOCTYPE") || text.includes("<!ENTITY")) throw refusal("unsafe_xml");
  return text;
}

/** Label for TextDecoder, by byte order mark, by the shape of the first bytes, by declaration. */
export function xmlEncoding(start: Buffer): string {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']/i.exec(
    start.toString("latin1", 0, 200),
  )?.[1];
  return declared === undefined || !isKnownEncoding(declared) ? "utf-8" : declared.toLowerCase();
}

function isKnownEncoding(label: string): boolean {
  // A part that claims UTF-16 in single bytes is lying: it has just been read as single bytes.
  if (/^utf-16/i.test(label)) return false;
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

/** Chunks of an XML part as UTF-8 without a byte order mark. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null | undefined;
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const encoding = xmlEncoding(chunk);
      decoder = encoding === "utf-8" ? null : new TextDecoder(encoding);
      yield decoder === null ? withoutBom(chunk) : Buffer.from(decoder.decode(chunk, STREAM));
    } else {
      yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, STREAM));
    }
  }
}

const STREAM = { stream: true };

function withoutBom(chunk: Buffer): Buffer {
  const hasBom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
  return hasBom ? chunk.subarray(3) : chunk;
}
