import type { ParserContext, StatementParser } from "./parser";
import type { StatementEncoding, StatementFormat } from "./statement";
import type { CodePage } from "./text/code-pages";

/** The first bytes of a file, without a byte order mark. */
export type FileStart = {
  bytes: Uint8Array;
  /** The same, each byte a character. */
  latin1: string;
};

export type Recognised = {
  format: StatementFormat;
  encoding: StatementEncoding;
  /** Of delimited text. */
  delimiter?: string;
};

/** What a format offers; one object a folder. */
export type FormatReader = {
  formats: readonly StatementFormat[];
  /** Its encodings where the text is not UTF-8; the earlier is the likelier. */
  codePages: readonly CodePage[];
  recognise(start: FileStart): Recognised | null;
  create(context: ParserContext): StatementParser;
};
