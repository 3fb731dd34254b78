import type { FormatReader } from "../format-reader";
import { guessEncoding } from "../text/guess-encoding";
import { OneCParser } from "./one-c-parser";

const FIRST_LINE = /^\s*1CClientBankExchange\s/;
const CODE_PAGES = ["windows-1251", "cp866"] as const;

export const oneCReader: FormatReader = {
  formats: ["1c"],
  codePages: CODE_PAGES,
  // The letters tell the encoding; the line that names it may be mistaken, or saved in another.
  recognise: ({ bytes, latin1 }) =>
    FIRST_LINE.test(latin1) ? { format: "1c", encoding: guessEncoding(bytes, CODE_PAGES) } : null,
  create: (context) => new OneCParser(context),
};
