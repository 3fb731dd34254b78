import type { FileStart, FormatReader } from "../format-reader";
import type { StatementEncoding } from "../statement";
import { guessEncoding } from "../text/guess-encoding";
import { TextDecoding } from "../text/text-decoding";
import { CsvParser } from "./csv-parser";
import { findDelimiter } from "./header";

const CODE_PAGES = ["windows-1250", "cp852"] as const;

/** Names of columns in their language have accents, so what stands there must be decoded first. */
function decoded({ bytes, latin1 }: FileStart): { text: string; encoding: StatementEncoding } {
  const encoding = guessEncoding(bytes, CODE_PAGES);
  // Whole lines only: the last may be cut in the middle of a character.
  const whole = latin1.slice(0, Math.max(0, latin1.lastIndexOf("\n")) || latin1.length);
  return { text: new TextDecoding(encoding, CODE_PAGES).decode(whole) ?? "", encoding };
}

export const csvReader: FormatReader = {
  formats: ["csv"],
  codePages: CODE_PAGES,
  recognise: (start) => {
    const { text, encoding } = decoded(start);
    const delimiter = findDelimiter(text);
    return delimiter === null ? null : { format: "csv", encoding, delimiter };
  },
  create: (context) => new CsvParser(context, context.delimiter ?? ";"),
};
