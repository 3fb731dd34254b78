import type { FormatReader } from "../format-reader";
import { guessEncoding } from "../text/guess-encoding";
import { MtParser } from "./mt-parser";

const FIRST_FIELD = /^:20:/m;
// An advice has no opening balance, but a floor limit or a day and hour.
const ADVICE = /^:(?:34F|13D?|90[CD]):|^942\b|\{2:[IO]942/m;
const OPENING = /^:60[FM]:/m;

// Where both read as well: ČSOB writes windows-1250, MultiCash the old one.
const MULTICASH = ["cp852", "windows-1250"] as const;
const CSOB = ["windows-1250", "cp852"] as const;

export const mtReader: FormatReader = {
  formats: ["mt940", "mt942"],
  codePages: MULTICASH,
  recognise: ({ bytes, latin1 }) => {
    const head = latin1.replace(/\r\n?/g, "\n");
    if (!FIRST_FIELD.test(head)) return null;
    const isAdvice = ADVICE.test(head) && !OPENING.test(head);
    return {
      format: isAdvice ? "mt942" : "mt940",
      encoding: guessEncoding(bytes, head.includes("CEKO") ? CSOB : MULTICASH),
    };
  },
  create: (context) => new MtParser(context),
};
