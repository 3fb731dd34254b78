import type { Line } from "../text/line-reader";
import type { TextDecoding } from "../text/text-decoding";

/** A record: its text, and beside it bytes in which the same characters stand at the same places. */
export type AboLine = { bytes: Buffer; start: number; text: string; number: number };

const NOT_ASCII = /[^\0-\x7f]/g;
const SOME_LETTER = "?";

/** Places are counted in characters; only in UTF-8 a character may be more than a byte. */
export function aboLine(line: Line, decoding: TextDecoding): AboLine {
  const text = decoding.line(line);
  const { bytes, start, number } = line;
  if (text.length === line.end - start) return { bytes, start, text, number };
  return { bytes: Buffer.from(text.replace(NOT_ASCII, SOME_LETTER)), start: 0, text, number };
}
