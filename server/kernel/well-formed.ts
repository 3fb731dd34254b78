/** Half of a character that UTF-16 writes as two, left at the end by a cut. */
const HALF_AT_END = /[\ud800-\udbff]$/;
/** As `JSON.stringify` writes halves, and the one character that no text in Postgres holds. */
const ESCAPED = /\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g;

/** At most so many UTF-16 units of a text; a pair that would be cut in two is left out whole. */
export function cutText(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(HALF_AT_END, "");
}

/**
 * JSON that Postgres takes, whatever people have typed or pasted: half a pair and a zero character
 * become U+FFFD, in keys as in values. `JSON.stringify` lets both through, escaped.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // Looked for before anything is replaced: most of what is written has none, and files are long.
  if (!text.includes("\\u0000") && !text.includes("\\ud")) return text;
  // A backslash that somebody typed is written as two: what follows such a pair is plain text.
  return text.replace(ESCAPED, (found) => (found === "\\\\" ? found : "\ufffd"));
}
