import { isBlank, type RawCell, rawText } from "./raw-cell";
import { isKnownName, type SynonymIndex } from "./synonyms";

/** A block of merged cells: its first row as Excel counts, its first column from zero. */
export type HeaderMerge = { rowNumber: number; rows: number; column: number; columns: number };

export type SheetStart = {
  rows: readonly (readonly RawCell[])[];
  rowNumbers: readonly number[];
  merges: readonly HeaderMerge[];
};

export type HeaderRow = {
  /** Place in `rows`. */
  index: number;
  rowNumber: number;
  /** One for each column that holds anything; "" where nobody named it. */
  headers: string[];
  /** False: it only looks most like a header; a person should confirm. */
  isSure: boolean;
};

const ROWS_TRIED_MAX = 10;
const HEADER_LENGTH_MAX = 120;
const KNOWN = 3;
const WORD = 0.5;
const VALUE = -1.5;

/** The first of ten rows that looks most like a header; titles above it are passed over. */
export function findHeader(start: SheetStart, index: SynonymIndex): HeaderRow | null {
  let best = { at: -1, score: 0, isSure: false };
  const tried = start.rows.slice(0, ROWS_TRIED_MAX);
  const width = Math.max(0, ...tried.map((row) => row.length));
  for (const [at, row] of tried.entries()) {
    // Each text once: titles merged over several columns must not outweigh the names below them.
    const words = [...new Set(headersAt(start, at).filter(isWord))];
    const values = row.filter((cell) => !isBlank(cell) && !isWord(cell)).length;
    const known = words.filter((text) => isKnownName(text, index)).length;
    const score = known * KNOWN + words.length * WORD + values * VALUE;
    const isPossible = known > 0 || (words.length > 1 && words.length * 2 >= width);
    if (!isPossible || score <= best.score) continue;
    best = { at, score, isSure: known >= 2 || known * 2 >= words.length + values };
  }
  if (best.at < 0) return null;
  const rowNumber = start.rowNumbers[best.at] ?? best.at + 1;
  return { index: best.at, rowNumber, headers: headersAt(start, best.at), isSure: best.isSure };
}

/** Short text with a letter in it, no e-mail. */
function isWord(cell: RawCell): boolean {
  if (typeof cell !== "string" || cell.length > HEADER_LENGTH_MAX) return false;
  return /\p{L}/u.test(cell) && !cell.includes("@");
}

/**
 * Texts of a header row. A cell merged with those above it has its text in the uppermost, one merged
 * with its neighbours names them all; where two columns are called the same, the title merged above
 * them tells them apart ("Sídlo" over "Ulice", "PSČ", "Obec").
 */
export function headersAt(start: SheetStart, index: number): string[] {
  const width = Math.max(0, ...start.rows.map((row) => row.length));
  const rowNumber = start.rowNumbers[index] ?? index + 1;
  const own = Array.from({ length: width }, (_, column) => {
    const text = headerText(start.rows[index]?.[column]);
    return text === "" ? mergedText(start, { rowNumber, column }) : text;
  });
  const counts = new Map<string, number>();
  for (const text of own) counts.set(text, (counts.get(text) ?? 0) + 1);
  return own.map((text, column) => {
    if (text === "" || (counts.get(text) ?? 0) < 2) return text;
    const title = titleAbove(start, { rowNumber, column });
    return title === "" || title === text ? text : `${title}: ${text}`;
  });
}

type Place = { rowNumber: number; column: number };

/** Text of the merged block that covers a cell, which stands in the block's first cell. */
function mergedText(start: SheetStart, place: Place): string {
  const merge = start.merges.find((each) => covers(each, place));
  return merge === undefined ? "" : textAt(start, merge);
}

function titleAbove(start: SheetStart, { rowNumber, column }: Place): string {
  const title = start.merges.find((each) => {
    const isAbove = each.columns > 1 && each.rowNumber + each.rows - 1 === rowNumber - 1;
    return isAbove && column >= each.column && column < each.column + each.columns;
  });
  return title === undefined ? "" : textAt(start, title);
}

function covers(merge: HeaderMerge, { rowNumber, column }: Place): boolean {
  return (
    rowNumber >= merge.rowNumber &&
    rowNumber < merge.rowNumber + merge.rows &&
    column >= merge.column &&
    column < merge.column + merge.columns
  );
}

function textAt(start: SheetStart, { rowNumber, column }: Place): string {
  return headerText(start.rows[start.rowNumbers.indexOf(rowNumber)]?.[column]);
}

function headerText(cell: RawCell | undefined): string {
  return rawText(cell).replace(/\s+/g, " ").trim().slice(0, HEADER_LENGTH_MAX);
}
