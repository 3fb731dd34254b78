import { equalPieces } from "./buffers";
import { StatementChain } from "./chain";
import { detectReader } from "./detect";
import { PIECE_BYTES } from "./limits";
import { OneByOne } from "./one-by-one";
import { OwnAccounts } from "./own-accounts";
import type { StatementParser } from "./parser";
import { refuseFile, type StatementRefusal } from "./refusal";
import type { StatementPart } from "./statement";
import { TextDecoding } from "./text/text-decoding";

export type StatementOptions = {
  /** Accounts whose statements are expected, in any written form: they settle what files leave open. */
  ownAccounts?: readonly string[];
};

/**
 * Reads a bank's file of any format, part by part at flat memory: statements one behind the other,
 * each a head, its movements and an end. What cannot be read throws StatementRefusal, and then what
 * came before must not be kept either. What merely does not add up is a finding of the end.
 */
export function openStatements(
  source: AsyncIterable<Uint8Array>,
  options: StatementOptions = {},
): AsyncIterable<StatementPart> {
  return { [Symbol.asyncIterator]: () => new OneByOne(readBatches(source, options)) };
}

async function* readBatches(
  source: AsyncIterable<Uint8Array>,
  { ownAccounts }: StatementOptions,
): AsyncGenerator<StatementPart[], void, undefined> {
  const own = new OwnAccounts(ownAccounts);
  let parts: StatementPart[] = [];
  const chain = new StatementChain((part) => parts.push(part));
  let parser: StatementParser | null = null;
  for await (const piece of equalPieces(source, PIECE_BYTES)) {
    let bytes = piece;
    if (parser === null) {
      const detected = detectReader(piece);
      if (detected === null) throw unknown(piece.toString("latin1"));
      const { format, encoding, delimiter, reader } = detected;
      const text = new TextDecoding(encoding, reader.codePages);
      parser = reader.create({ format, delimiter, text, own, emit: chain.take });
      bytes = piece.subarray(detected.bomBytes);
    }
    parser.write(bytes);
    yield parts;
    parts = [];
  }
  if (parser === null) throw refuseFile("empty_file");
  parser.end();
  yield parts;
}

/** A definition of a document may hide what the document is; then it is the thing to name. */
function unknown(start: string): StatementRefusal {
  const isDefined = /^(?:\xef\xbb\xbf)?\s*</.test(start) && /<!DOCTYPE/i.test(start);
  return refuseFile(isDefined ? "doctype" : "unknown_format", start);
}
