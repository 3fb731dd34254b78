/** Values as COPY reads them in its text format; one line of a row, tabs between its columns. */
export const COPY_NULL = "\\N";

const SPECIAL = /[\\\t\n\r\0]/;
const SPECIALS = /[\\\t\n\r\0]/g;
// Postgres keeps no zero byte in a text; workbooks hold some.
const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "",
};

export function copyText(value: string | null | undefined): string {
  if (value === null || value === undefined) return COPY_NULL;
  return SPECIAL.test(value) ? escaped(value) : value;
}

function escaped(value: string): string {
  return value.replace(SPECIALS, (char) => ESCAPES[char] ?? char);
}

export function copyNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? COPY_NULL : String(value);
}

export function copyFlag(value: boolean): string {
  return value ? "t" : "f";
}

export function copyBytes(value: Buffer | null): string {
  return value === null ? COPY_NULL : `\\\\x${value.toString("hex")}`;
}

export function copyInstant(value: Date | null): string {
  return value === null ? COPY_NULL : value.toISOString();
}

/** JSON writes control characters as escapes itself, so only its backslashes are special. */
export function copyJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes("\\")) return text;
  return escaped(text.includes("\\u0000") ? JSON.stringify(value, withoutZeros) : text);
}

const withoutZeros = (_key: string, value: unknown) =>
  typeof value === "string" ? value.replaceAll("\0", "") : value;

const QUOTABLE = /["\\]/g;
const UNUSUAL = /["\\\t\n\r\0]/;

/** `{"a","b"}`; null stays NULL inside, an empty list is `{}`. */
export function copyArray(values: readonly (string | null)[]): string {
  let items = "";
  for (const value of values) {
    if (items !== "") items += ",";
    if (value === null) items += "NULL";
    else if (UNUSUAL.test(value)) items += escaped(`"${value.replace(QUOTABLE, "\\$&")}"`);
    else items += `"${value}"`;
  }
  return `{${items}}`;
}

const LEXEME_UNUSUAL = /['\\\t\n\r\0]/;
const LEXEME_QUOTABLE = /['\\]/g;

/** A search vector without positions, out of its words. */
export function copyWords(words: readonly string[]): string {
  let quoted = "";
  for (const word of words) {
    if (quoted !== "") quoted += " ";
    quoted += LEXEME_UNUSUAL.test(word)
      ? escaped(`'${word.replace(LEXEME_QUOTABLE, "$&$&")}'`)
      : `'${word}'`;
  }
  return quoted;
}

export function copyLine(values: readonly string[]): string {
  return `${values.join("\t")}\n`;
}
