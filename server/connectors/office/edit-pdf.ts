/** What a piece of a file is replaced by. */
export interface Edit {
  at: number;
  length: number;
  text: string;
}

const TABLE = /^xref\r?\n0 (\d+) *\r?\n/;
const ENTRY_LENGTH = 20;

/**
 * A PDF with pieces of another length put in, its one table of objects brought along. One without a
 * plain table, as newer writers may leave, is answered as it came.
 */
export function editPdf(text: string, edits: readonly Edit[]): string {
  const tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const table = TABLE.exec(text.slice(tableAt, tableAt + 40));
  if (edits.length === 0 || !table) return text;
  const sorted = edits.toSorted((a, b) => a.at - b.at);
  const moved = (place: number): number =>
    sorted.reduce(
      (sum, edit) => (edit.at < place ? sum + edit.text.length - edit.length : sum),
      place,
    );
  const entriesAt = tableAt + table[0].length;
  const entriesEnd = entriesAt + Number(table[1]) * ENTRY_LENGTH;
  const entries = text
    .slice(entriesAt, entriesEnd)
    .replace(/(\d{10})(?= \d{5} n)/g, (place) => String(moved(Number(place))).padStart(10, "0"));
  const end = text
    .slice(entriesEnd)
    .replace(/(startxref\s+)\d+/, (_, word: string) => `${word}${moved(tableAt)}`);
  return replaced(text.slice(0, entriesAt), sorted) + entries + end;
}

function replaced(text: string, sorted: readonly Edit[]): string {
  let from = 0;
  let result = "";
  for (const { at, length, text: put } of sorted) {
    result += text.slice(from, at) + put;
    from = at + length;
  }
  return result + text.slice(from);
}
