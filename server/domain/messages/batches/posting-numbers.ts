import { DomainError } from "@/server/kernel/errors";
import { fold } from "@/server/kernel/fold";

const KEY_HEADINGS = ["znacka", "key"];
const NUMBER_HEADINGS = ["podaci cislo", "posting number", "podacie cislo"];
const POSTING_NO = /^[A-Z0-9]{8,20}$/;

/**
 * Posting numbers by the mark of their letter, from the list of a batch to which a column "Podací
 * číslo" was added. Lines without a number say nothing. Throws invalid `channels.manifest_columns`,
 * `channels.manifest_number` with the line, `channels.manifest_twice`.
 */
export function readPostingNumbers(text: string): Map<string, string> {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const split = (lines[0] ?? "").includes(";") ? ";" : ",";
  const headings = fieldsOf(lines[0] ?? "", split).map((heading) => fold(heading.trim()));
  const keyAt = headings.findIndex((heading) => KEY_HEADINGS.includes(heading));
  const numberAt = headings.findIndex((heading) => NUMBER_HEADINGS.includes(heading));
  if (keyAt < 0 || numberAt < 0) throw new DomainError("invalid", "channels.manifest_columns");
  const numbers = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const fields = fieldsOf(line, split);
    const key = (fields[keyAt] ?? "").trim();
    const postingNo = (fields[numberAt] ?? "").replace(/\s/g, "").toUpperCase();
    if (key === "" || postingNo === "") continue;
    if (!POSTING_NO.test(postingNo)) {
      throw new DomainError("invalid", "channels.manifest_number", { line: index + 1 });
    }
    // A letter of several files has a line for each of them, and one number.
    const known = numbers.get(key);
    if (known !== undefined && known !== postingNo) {
      throw new DomainError("invalid", "channels.manifest_twice", { line: index + 1 });
    }
    numbers.set(key, postingNo);
  }
  return numbers;
}

/** One line of CSV; quotes may hold separators and doubled quotes, but no line breaks. */
function fieldsOf(line: string, split: string): string[] {
  const fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (isQuoted && char === '"' && line[at + 1] === '"') {
      field += char;
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === split && !isQuoted) {
      fields.push(field);
      field = "";
    } else field += char;
  }
  return [...fields, field];
}
