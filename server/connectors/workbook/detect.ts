import { refusal, type WorkbookReason } from "./refusal";
import { sourceChunks, sourceStart, type WorkbookSource } from "./source";

const START_BYTES = 8192;

/**
 * What the bytes of a file are, whatever its name says: "zip" (then perhaps a workbook) or "text".
 * Anything else is refused by its own name: people send what they have.
 */
export async function detectFormat(source: WorkbookSource): Promise<"zip" | "text"> {
  const start = await sourceStart(source, START_BYTES);
  if (start.length === 0) throw refusal("empty_file");
  const hex = start.toString("hex", 0, 16);
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return "zip";
  if (hex.startsWith("d0cf11e0a1b11ae1")) throw refusal(await compoundReason(source));
  const reason = magicReason(hex) ?? textReason(start);
  if (reason !== null) throw refusal(reason);
  return "text";
}

const MAGIC: [string, WorkbookReason][] = [
  ["255044462d", "pdf"],
  ["89504e470d0a1a0a", "image"],
  ["ffd8ff", "image"],
  ["47494638", "image"],
  ["49492a00", "image"],
  ["4d4d002a", "image"],
  ["52494646", "image"],
  ["526172211a07", "archive"],
  ["377abcaf271c", "archive"],
  ["1f8b08", "archive"],
  ["425a68", "archive"],
  ["28b52ffd", "archive"],
  ["fd377a585a00", "archive"],
  ["7b5c727466", "word_document"],
  // The worksheets of Excel 2 to 4 were not yet compound files.
  ["09000400", "legacy_xls"],
  ["09020600", "legacy_xls"],
  ["09040600", "legacy_xls"],
];

function magicReason(hex: string): WorkbookReason | null {
  return MAGIC.find(([magic]) => hex.startsWith(magic))?.[1] ?? null;
}

/** Text that is not a table, or bytes that are no text at all; null for a likely table. */
function textReason(start: Buffer): WorkbookReason | null {
  const bom = start.toString("hex", 0, 2);
  if (bom === "fffe" || bom === "feff") return null;
  if (start.includes(0)) return "unknown_format";
  const text = start
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (/^<\?xml/i.test(text)) {
    if (/urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet/i.test(text)) {
      return "spreadsheet_xml";
    }
    return /<html|<table/i.test(text) ? "html" : "unknown_format";
  }
  if (/^<(?:!doctype html|!--|html|head|body|meta|table|style|div)/i.test(text)) return "html";
  return /^MIME-Version:/i.test(text) ? "html" : null;
}

/** Names of the streams inside a compound file, as its directory writes them. */
const STREAMS: [string, WorkbookReason][] = [
  ["EncryptedPackage", "password_protected"],
  ["WordDocument", "legacy_word"],
  ["Workbook", "legacy_xls"],
  ["Book", "legacy_xls"],
];

/**
 * A compound file is an old Office document or a new one locked by a password. The directory may
 * lie anywhere in it, so the file is searched for the names, which stand there as UTF-16.
 */
async function compoundReason(source: WorkbookSource): Promise<WorkbookReason> {
  const needles = STREAMS.map(([name, reason]) => ({
    bytes: Buffer.from(`${name}\0`, "utf16le"),
    reason,
  }));
  const found = new Set<WorkbookReason>();
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of sourceChunks(source)) {
    const bytes = Buffer.concat([rest, chunk]);
    for (const needle of needles) if (bytes.includes(needle.bytes)) found.add(needle.reason);
    rest = bytes.subarray(Math.max(0, bytes.length - 64));
  }
  return STREAMS.find(([, reason]) => found.has(reason))?.[1] ?? "legacy_office";
}
