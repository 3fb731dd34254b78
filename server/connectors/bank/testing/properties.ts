import * as fc from "fast-check";
import { expect } from "vitest";
import { StatementChain } from "../chain";
import { detectReader } from "../detect";
import { OwnAccounts } from "../own-accounts";
import type { ParserContext, StatementParser } from "../parser";
import { StatementRefusal } from "../refusal";
import type { StatementPart } from "../statement";
import { TextDecoding } from "../text/text-decoding";
import { type ReadOptions, readParts, readStatements } from "./read";
import type { WrittenMovement, WrittenStatement } from "./written";

const RUNS = 60;

/** However a network cuts a file, and however large the pieces are that its parser gets. */
export async function expectSameInAnyPieces(bytes: Uint8Array): Promise<void> {
  const whole = await readParts(bytes);
  const size = fc.integer({ min: 1, max: bytes.length });
  await fc.assert(
    fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 8 }), async (sizes) => {
      expect(await readParts(bytes, { sizes })).toEqual(whole);
      expect(parsePieces(bytes, sizes)).toEqual(whole);
    }),
    { numRuns: RUNS, examples: [[[1]], [[2]], [[3, 1]]] },
  );
}

function parsePieces(bytes: Uint8Array, sizes: readonly number[]): StatementPart[] {
  const detected = detectReader(bytes);
  if (detected === null) throw new Error("an unknown format");
  const { format, encoding, delimiter, bomBytes, reader } = detected;
  const parts: StatementPart[] = [];
  const context: ParserContext = {
    format,
    delimiter,
    text: new TextDecoding(encoding, reader.codePages),
    own: new OwnAccounts(),
    emit: new StatementChain((part) => parts.push(part)).take,
  };
  const parser: StatementParser = reader.create(context);
  let at = bomBytes;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const piece = Buffer.from(bytes.subarray(at, at + size));
    parser.write(piece);
    piece.fill(0);
    at += size;
  }
  parser.end();
  return parts;
}

/** Spoilt files end: in parts or in a refusal, soon, and in nothing else. */
export async function expectToSurviveSpoiling(bytes: Uint8Array): Promise<void> {
  const at = fc.integer({ min: 0, max: bytes.length - 1 });
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(...Buffer.from("\0\r\n\t 0-+,.;:\"'<>&/?{}[]=")),
  );
  const spoil = fc.record({ at, byte, kind: fc.constantFrom("put", "add", "drop", "end") });
  await fc.assert(
    fc.asyncProperty(fc.array(spoil, { minLength: 1, maxLength: 5 }), async (spoils) => {
      let spoilt = Buffer.from(bytes);
      for (const each of spoils) spoilt = spoiled(spoilt, each);
      const startedAt = performance.now();
      try {
        await readStatements(spoilt);
      } catch (cause) {
        expect(cause).toBeInstanceOf(StatementRefusal);
      }
      expect(performance.now() - startedAt).toBeLessThan(5000);
    }),
    { numRuns: 400 },
  );
}

function spoiled(
  bytes: Buffer<ArrayBuffer>,
  { at, byte, kind }: { at: number; byte: number; kind: string },
): Buffer<ArrayBuffer> {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (kind === "end") return Buffer.from(before);
  const put = kind === "drop" ? [] : [byte];
  return Buffer.concat([before, Buffer.from(put), kind === "add" ? after : after.subarray(1)]);
}

const UNASKED = new Set(["bank.currency_assumed", "bank.number_gap", "bank.opening_differs"]);

export type RoundTrip = {
  arbitrary: fc.Arbitrary<readonly WrittenStatement[]>;
  write: (statements: readonly WrittenStatement[]) => Uint8Array;
  /** What the format carries of a movement. */
  carries: (movement: WrittenMovement) => Partial<WrittenMovement>;
  options?: (statements: readonly WrittenStatement[]) => ReadOptions;
};

/** What a writer writes is what the parser reads, to the haléř and to the letter. */
export async function expectRoundTrip({
  arbitrary,
  write,
  carries,
  options,
}: RoundTrip): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (statements) => {
      const read = await readStatements(write(statements), options?.(statements));
      expect(read).toHaveLength(statements.length);
      for (const [index, { movements, end }] of read.entries()) {
        const written = statements[index];
        expect(movements).toMatchObject((written?.movements ?? []).map(carries));
        expect(end.movementCount).toBe(written?.movements.length);
        // What is written adds up; one statement need not follow another.
        const remarks = end.findings.filter(({ code }) => !UNASKED.has(code));
        expect(remarks).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
}
