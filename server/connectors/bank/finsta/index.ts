import type { FormatReader } from "../format-reader";
import { xmlEncoding } from "../xml/xml-encoding";
import { FinstaParser } from "./finsta-parser";

export const finstaReader: FormatReader = {
  formats: ["finsta"],
  codePages: ["windows-1250"],
  recognise: (start) =>
    /^\s*</.test(start.latin1) && /<FINSTA[\s>]/.test(start.latin1)
      ? { format: "finsta", encoding: xmlEncoding(start) }
      : null,
  create: (context) => new FinstaParser(context),
};
