import type { OwnAccounts } from "./own-accounts";
import type { StatementFormat, StatementPart } from "./statement";
import type { TextDecoding } from "./text/text-decoding";

/** Reads one file, given in pieces; what it finds is emitted at once. Keeps no piece. */
export type StatementParser = {
  /** The bytes may be used again by the caller afterwards. */
  write(piece: Buffer): void;
  /** The file ends here; what is still open is emitted or refused. */
  end(): void;
};

export type ParserContext = {
  format: StatementFormat;
  /** Of delimited text. */
  delimiter?: string;
  text: TextDecoding;
  own: OwnAccounts;
  emit: (part: StatementPart) => void;
};
