import type { FormatReader } from "../format-reader";
import type { StatementFormat } from "../statement";
import { xmlEncoding } from "../xml/xml-encoding";
import { CamtParser } from "./camt-parser";
import { MESSAGES } from "./camt-paths";

/** The kinds of message, each by the element that only it has. */
const MARKS = Object.entries(MESSAGES).map(
  ([format, path]) =>
    [format as StatementFormat, new RegExp(`<(?:[\\w.-]+:)?${path.split("/")[1]}[\\s>]`)] as const,
);

export const camtReader: FormatReader = {
  formats: ["camt.053", "camt.052", "camt.054"],
  codePages: ["windows-1250"],
  recognise: (start) => {
    if (!/^\s*</.test(start.latin1)) return null;
    const [format] = MARKS.find(([, mark]) => mark.test(start.latin1)) ?? [];
    return format === undefined ? null : { format, encoding: xmlEncoding(start) };
  },
  create: (context) => new CamtParser(context),
};
