import { crc32 as crcOfNode, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combine, crc32, shiftOver } from "./crc32";
import { DeflateSink, pieceOf } from "./deflate-sink";

const crcOf = (bytes: Buffer, before = 0) => crc32(bytes, { start: 0, end: bytes.length }, before);

describe("sums", () => {
  it("are those of ZIP, and of two pieces from the sums of each", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.uint8Array({ maxLength: 3_000 }),
        (a, b) => {
          const [left, right] = [Buffer.from(a), Buffer.from(b)];
          const whole = crcOfNode(Buffer.concat([left, right]));
          expect(crcOf(right, crcOf(left))).toBe(whole);
          expect(combine(crcOf(left), shiftOver(right.length), crcOf(right))).toBe(whole);
        },
      ),
    );
  });
});

type Part = { kind: "piece" | "text" | "loop"; text: string };

describe("a stream put together from pieces", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.integer({ min: 0, max: 90_000 }).map((length) => "á".repeat(length)),
    fc
      .integer({ min: 0, max: 30_000 })
      .map((length) => Array.from({ length }, (_, at) => at.toString(36)).join("")),
  );
  const parts: fc.Arbitrary<Part[]> = fc.array(
    fc.record({
      kind: fc.constantFrom("piece" as const, "text" as const, "loop" as const),
      text: texts,
    }),
    { maxLength: 12 },
  );

  it("unpacks to all of them, with the right sum and size", () => {
    const sink = new DeflateSink();
    fc.assert(
      fc.property(parts, (all) => {
        sink.start();
        for (const { kind, text } of all) {
          if (kind === "piece") sink.piece(pieceOf(text));
          else if (kind === "text") sink.text(text);
          else {
            sink.hold(text);
            sink.flush();
          }
        }
        const entry = sink.end("a");
        const bytes = inflateRawSync(entry.packed);
        expect(bytes.equals(Buffer.from(all.map(({ text }) => text).join("")))).toBe(true);
        expect(entry.size).toBe(bytes.length);
        expect(entry.crc).toBe(crcOfNode(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it("goes back to where it was", () => {
    const sink = new DeflateSink();
    sink.start();
    sink.text("a");
    const mark = sink.mark();
    expect(sink.isPast(mark)).toBe(false);
    sink.piece(pieceOf("b".repeat(500)));
    sink.hold("c");
    expect(sink.isPast(mark)).toBe(true);
    sink.goBack(mark);
    sink.text("d");
    expect(inflateRawSync(sink.end("a").packed).toString()).toBe("ad");
  });
});
