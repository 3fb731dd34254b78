import type { FormatReader } from "../format-reader";
import { FioParser } from "./fio-parser";

/** The answers of Fio's API, which are UTF-8 always. */
export const fioReader: FormatReader = {
  formats: ["fio"],
  codePages: [],
  recognise: ({ latin1 }) =>
    /^\s*\{/.test(latin1) && latin1.includes('"accountStatement"')
      ? { format: "fio", encoding: "utf-8" }
      : null,
  create: (context) => new FioParser(context),
};
