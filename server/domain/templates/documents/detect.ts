import { type PackageEntry, readPackage, unpack } from "./package/read-package";
import { type RefusalReason, refusal } from "./refusal";

/** What a file is by its bytes; its name only tells HTML without a head from text. */
export type Detected =
  | { format: "docx" | "odt"; entries: PackageEntry[] }
  | { format: "html" | "txt"; text: string };

export function detect(fileName: string, bytes: Buffer): Detected {
  if (bytes.length === 0) throw refusal("empty_file");
  const hex = bytes.toString("hex", 0, 16);
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return detectPackage(bytes);
  if (hex.startsWith("d0cf11e0a1b11ae1")) throw refusal(compoundReason(bytes));
  const magic = MAGIC.find(([start]) => hex.startsWith(start));
  if (magic !== undefined) throw refusal(magic[1]);
  return detectText(fileName, bytes);
}

const MAGIC: readonly (readonly [string, RefusalReason])[] = [
  ["255044462d", "pdf"],
  ["7b5c727466", "rtf"],
  ["89504e470d0a1a0a", "image"],
  ["ffd8ff", "image"],
  ["47494638", "image"],
  ["52494646", "image"],
  ["49492a00", "image"],
  ["4d4d002a", "image"],
  ["526172211a07", "archive"],
  ["377abcaf271c", "archive"],
  ["1f8b08", "archive"],
  ["425a68", "archive"],
  ["dba52d00", "legacy_doc"],
  ["31be0000", "legacy_doc"],
];

/** Names of the streams inside a compound file, as its directory writes them. */
const STREAMS: readonly (readonly [string, RefusalReason])[] = [
  ["EncryptedPackage", "password_protected"],
  ["WordDocument", "legacy_doc"],
  ["Workbook", "workbook"],
  ["PowerPoint Document", "presentation"],
];

/** An old Office document, or a new one locked by a password. */
function compoundReason(bytes: Buffer): RefusalReason {
  const found = STREAMS.find(([name]) => bytes.includes(Buffer.from(`${name}\0`, "utf16le")));
  return found?.[1] ?? "legacy_office";
}

const TYPES = "[content_types].xml";
const WORD = "wordprocessingml.";

function detectPackage(bytes: Buffer): Detected {
  const entries = readPackage(bytes);
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const find = (wanted: string) => entries.find(({ name }) => name.toLowerCase() === wanted);
  const mime = find("mimetype");
  if (mime !== undefined) return detectOpenDocument(unpack(mime).toString("latin1"), entries);
  const types = find(TYPES);
  if (types === undefined) throw refusal("not_a_document");
  const xml = unpack(types).toString("utf8");
  // By the files as well as by what they are called: macros come in renamed files.
  if (/macroEnabled|vbaProject/i.test(xml) || hasAny(names, /vbaproject|vbadata/)) {
    throw refusal("macros");
  }
  if (hasAny(names, /(?:^|\/)activex\//)) throw refusal("active_content");
  if (/spreadsheetml/.test(xml) && !xml.includes(`${WORD}document`)) throw refusal("workbook");
  if (/presentationml/.test(xml) && !xml.includes(`${WORD}document`)) throw refusal("presentation");
  if (!xml.includes(`${WORD}document.main`) && !xml.includes(`${WORD}template.main`)) {
    throw refusal("not_a_document");
  }
  return { format: "docx", entries };
}

function detectOpenDocument(mime: string, entries: PackageEntry[]): Detected {
  if (!mime.includes("opendocument")) throw refusal("not_a_document");
  if (mime.includes("spreadsheet")) throw refusal("workbook");
  if (mime.includes("presentation")) throw refusal("presentation");
  if (!/opendocument\.text(?:-template)?\s*$/.test(mime)) throw refusal("not_a_document");
  const manifest = entries.find(({ name }) => name === "META-INF/manifest.xml");
  if (manifest !== undefined && unpack(manifest).includes("encryption-data")) {
    throw refusal("password_protected");
  }
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (hasAny(names, /^(?:basic|scripts)\//)) throw refusal("macros");
  return { format: "odt", entries };
}

function hasAny(names: ReadonlySet<string>, pattern: RegExp): boolean {
  return [...names].some((name) => pattern.test(name));
}

function detectText(fileName: string, bytes: Buffer): Detected {
  const text = decodeText(bytes);
  const start = text.slice(0, 4_000).trimStart();
  if (/^<\?xml/i.test(start) && !/<html[\s>]/i.test(start)) throw refusal(xmlReason(start));
  if (/^MIME-Version:/im.test(start.slice(0, 500))) throw refusal("web_archive");
  const isMarkup = /^(?:<!doctype\s+html|<html[\s>]|<\?xml|<head[\s>]|<body[\s>])/i.test(start);
  const isNamed = /\.x?html?$/i.test(fileName.trim());
  return { format: isMarkup || isNamed ? "html" : "txt", text };
}

function xmlReason(start: string): RefusalReason {
  return /Word\.Document|office:document|wordprocessingml/i.test(start)
    ? "flat_xml"
    : "unknown_file";
}

/** Text in UTF-8 or UTF-16; otherwise in what the page declares, or as Windows writes Czech. */
function decodeText(bytes: Buffer): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw refusal("unknown_file");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declaredEncoding(bytes)).decode(bytes);
  }
}

function declaredEncoding(bytes: Buffer): string {
  const start = bytes.toString("latin1", 0, 2_000);
  const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? "";
  return /^(?:windows-125\d|iso-8859-\d+|koi8-r)$/i.test(declared) ? declared : "windows-1250";
}
