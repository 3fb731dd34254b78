import type { FormatReader } from "../format-reader";
import { guessEncoding } from "../text/guess-encoding";
import { AboParser } from "./abo-parser";

const RECORD = /^\s*07[4-9]/;

export const aboReader: FormatReader = {
  formats: ["abo"],
  codePages: ["windows-1250", "cp852"],
  recognise: ({ bytes, latin1 }) =>
    RECORD.test(latin1)
      ? { format: "abo", encoding: guessEncoding(bytes, aboReader.codePages) }
      : null,
  create: (context) => new AboParser(context),
};
