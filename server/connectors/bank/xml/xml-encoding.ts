import { isAscii, isUtf8 } from "node:buffer";
import type { FileStart } from "../format-reader";
import type { StatementEncoding } from "../statement";
import { wholeCharacters } from "../text/guess-encoding";

const DECLARED = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.-]{1,40})["']/;

const LABELS: ReadonlyMap<string, StatementEncoding> = new Map([
  ["windows-1250", "windows-1250"],
  ["cp1250", "windows-1250"],
  ["iso-8859-2", "iso-8859-2"],
  ["ibm852", "cp852"],
  ["cp852", "cp852"],
  ["windows-1251", "windows-1251"],
]);

/**
 * The encoding that an XML file declares; UTF-8 where it does not, and where somebody saved it as
 * UTF-8 and left the declaration as it was.
 */
export function xmlEncoding({ bytes, latin1 }: FileStart): StatementEncoding {
  const declared = LABELS.get(DECLARED.exec(latin1)?.[1]?.toLowerCase() ?? "");
  if (declared === undefined) return "utf-8";
  const whole = bytes.subarray(0, wholeCharacters(bytes));
  return !isAscii(whole) && isUtf8(whole) ? "utf-8" : declared;
}
