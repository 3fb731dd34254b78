/** Values as COPY reads them in its text format; one line of a row, tabs between its columns. */
export const COPY_NULL = "\\N";

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

export function copyText(value: string | null | undefined): string {
  if (value === null || value === undefined) return COPY_NULL;
  // Postgres keeps no zero byte in a text; workbooks hold some.
  const text = value.includes("\0") ? value.replaceAll("\0", "") : value;
  return SPECIAL.test(text) ? text.replace(SPECIALS, (char) => ESCAPES[char] ?? char) : text;
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

export function copyJson(value: unknown): string {
  return copyText(JSON.stringify(value));
}

const QUOTABLE = /["\\]/g;

/** `{"a","b"}`; null stays NULL inside, an empty list is `{}`. */
export function copyArray(values: readonly (string | null)[]): string {
  if (values.length === 0) return "{}";
  const items = values.map((value) =>
    value === null ? "NULL" : `"${value.replaceAll("\0", "").replace(QUOTABLE, "\\$&")}"`,
  );
  return copyText(`{${items.join(",")}}`);
}

const LEXEME_QUOTABLE = /['\\]/g;

/** A search vector without positions, out of its words. */
export function copyWords(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replace(LEXEME_QUOTABLE, "$&$&")}'`);
  return copyText(quoted.join(" "));
}

export function copyLine(values: readonly string[]): string {
  return `${values.join("\t")}\n`;
}
