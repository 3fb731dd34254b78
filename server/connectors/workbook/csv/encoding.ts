import { isUtf8 } from "node:buffer";
import { sourceChunks, sourceStart, type WorkbookSource } from "../source";

export type CsvEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1250";

/**
 * Encoding by byte order mark; without one the whole file is UTF-8 or it is not, and what is not is
 * what Czech Excel saves: windows-1250. The whole file, because the first ž may stand at its end.
 */
export async function detectEncoding(source: WorkbookSource): Promise<CsvEncoding> {
  const bom = (await sourceStart(source, 2)).toString("hex");
  if (bom === "fffe") return "utf-16le";
  if (bom === "feff") return "utf-16be";
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of sourceChunks(source)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return "windows-1250";
    rest = bytes.subarray(whole);
  }
  return isUtf8(rest) ? "utf-8" : "windows-1250";
}

/** Length without a UTF-8 sequence that the end of the chunk may have cut. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

/** Text of a file, chunk by chunk, without byte order mark and NUL. */
export async function* decodedChunks(
  source: WorkbookSource,
  encoding: CsvEncoding,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of sourceChunks(source)) {
    onBytes?.(chunk.length);
    yield withoutNul(decoder.decode(chunk, { stream: true }));
  }
  yield withoutNul(decoder.decode());
}

function withoutNul(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}
