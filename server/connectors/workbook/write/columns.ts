import type { Cell } from "../cells";

/**
 * What a column holds, which decides how it is written:
 * `text` stays text whatever it looks like (identifiers), `number` is a plain number, `money` comes
 * in minor units, `day` as "YYYY-MM-DD", `time` as a Date (shown on the Prague clock), `flag` as a
 * boolean, `cell` as a cell that was read from another workbook.
 */
export const COLUMN_TYPES = ["text", "number", "money", "day", "time", "flag", "cell"] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export type WriteColumn = {
  header: string;
  type: ColumnType;
  /** In characters, as Excel counts; guessed from header and type if left out. */
  width?: number;
};

export type WriteValue = Cell | Date | undefined;

/** Background of a row: what is wrong with it. */
export const TONES = ["plain", "error", "warning"] as const;
export type Tone = (typeof TONES)[number];

export type RowOptions = {
  /** Tone of each row of this call; left out = plain. */
  tones?: Tone[];
};

const WIDTHS: Record<ColumnType, number> = {
  text: 18,
  number: 12,
  money: 16,
  day: 13,
  time: 17,
  flag: 8,
  cell: 16,
};
const WIDTH_MAX = 60;

export function columnWidth({ header, type, width }: WriteColumn): number {
  return width ?? Math.min(WIDTH_MAX, Math.max(WIDTHS[type], header.length + 4));
}

/** "1234.5" of 123450 minor units: exact, where a division would not be. */
export function decimalOfMinor(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, "0");
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return amountMinor < 0 ? `-${text}` : text;
}
