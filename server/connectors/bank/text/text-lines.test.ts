import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { StatementEncoding } from "../statement";
import { LineReader } from "./line-reader";
import { TextDecoding } from "./text-decoding";
import { TextLines } from "./text-lines";
import type { WholeLines } from "./whole-lines";

const PAGES = ["windows-1250", "cp852"] as const;
const ENCODINGS = ["ascii", "utf-8", ...PAGES] as const satisfies readonly StatementEncoding[];

type Read = { lines: [number, string][]; encoding: StatementEncoding; refused: unknown };

/** What lines say that are decoded many at once, or each by itself. */
function read(pieces: readonly Buffer[], encoding: StatementEncoding, isSingle: boolean): Read {
  const lines: [number, string][] = [];
  const decoding = new TextDecoding(encoding, PAGES);
  const reader: WholeLines = isSingle
    ? new LineReader((line) => lines.push([line.number, decoding.line(line)]))
    : new TextLines(decoding, (text, number) => lines.push([number, text]));
  let refused: unknown = null;
  try {
    for (const piece of pieces) reader.write(Buffer.from(piece));
    reader.end();
  } catch (cause) {
    refused = cause;
  }
  return { lines, encoding: decoding.encoding, refused };
}

const line = fc.oneof(
  fc.constantFrom("", "a", "\r", "\n", "\r\n", "\n\r", "é ř", "\ufffd"),
  fc.string({ maxLength: 40 }),
  // As long as a block, or longer.
  fc.integer({ min: 4080, max: 9000 }).map((length) => "b".repeat(length)),
);
const bytes = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r", ""), fc.boolean()), { maxLength: 40 })
  .map((all) => all.map(([text, end, isOdd]) => Buffer.from(text + end, isOdd ? "latin1" : "utf8")))
  .map((all) => Buffer.concat(all));

test.each(ENCODINGS)("decoded many at once are those decoded one by one: %s", (encoding) => {
  const size = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(bytes, size, (all, length) => {
      const pieces: Buffer[] = [];
      for (let at = 0; at < all.length; at += length) pieces.push(all.subarray(at, at + length));
      expect(read(pieces, encoding, false)).toEqual(read(pieces, encoding, true));
    }),
    { numRuns: 100 },
  );
});
