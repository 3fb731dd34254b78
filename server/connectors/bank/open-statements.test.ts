import { describe, expect, test } from "vitest";
import { equalPieces } from "./buffers";
import { detectStatement } from "./detect";
import { openStatements } from "./open-statements";
import type { StatementPart } from "./statement";
import { chunks } from "./testing/read";
import { writeAbo } from "./testing/write-abo";
import { MOVEMENT, STATEMENT } from "./testing/written";

const BYTES = writeAbo([{ ...STATEMENT, movements: Array.from({ length: 2000 }, () => MOVEMENT) }]);

describe("the stream of parts", () => {
  test("may be asked for several at once, and keeps their order", async () => {
    const expected: StatementPart[] = [];
    for await (const part of openStatements(chunks(BYTES))) expected.push(part);
    const parts = openStatements(chunks(BYTES))[Symbol.asyncIterator]();
    const asked = await Promise.all(
      Array.from({ length: expected.length + 3 }, () => parts.next()),
    );
    expect(asked.slice(0, expected.length).map(({ value }) => value)).toEqual(expected);
    expect(asked.slice(expected.length).every(({ done }) => done)).toBe(true);
  });

  test("closes its source when nobody wants more, and gives nothing afterwards", async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield* chunks(BYTES, [1000]);
      } finally {
        isClosed = true;
      }
    }
    const parts = openStatements(source())[Symbol.asyncIterator]();
    expect((await parts.next()).done).toBe(false);
    await parts.return?.();
    expect(isClosed).toBe(true);
    expect((await parts.next()).done).toBe(true);
  });

  test("fails as its source fails, once", async () => {
    async function* source() {
      yield BYTES.subarray(0, 100_000);
      throw new Error("connection lost");
    }
    const read = async () => {
      const seen: StatementPart[] = [];
      for await (const part of openStatements(source())) seen.push(part);
    };
    await expect(read()).rejects.toThrow("connection lost");
    const parts = openStatements(chunks(Buffer.from("?")))[Symbol.asyncIterator]();
    await expect(parts.next()).rejects.toMatchObject({ code: "bank.unknown_format" });
    expect((await parts.next()).done).toBe(true);
  });
});

test("pieces are equal, whatever a source gives", async () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251));
  for (const sizes of [[1], [7, 300, 1], [64], [128], [1000], [63, 1, 64]]) {
    const lengths: number[] = [];
    const read: Buffer[] = [];
    for await (const piece of equalPieces(chunks(bytes, sizes), 64)) {
      lengths.push(piece.length);
      read.push(Buffer.from(piece));
    }
    expect(lengths).toEqual([...Array.from({ length: 15 }, () => 64), 40]);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  }
});

test("detection asks for nothing but the first bytes", () => {
  expect(detectStatement(BYTES.subarray(0, 400))).toEqual({
    format: "abo",
    encoding: "windows-1250",
    bomBytes: 0,
  });
  expect(detectStatement(new Uint8Array(0))).toBeNull();
  expect(detectStatement(Buffer.from("%PDF-1.7"))).toBeNull();
});
