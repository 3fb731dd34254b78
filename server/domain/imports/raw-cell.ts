import { type Day, excelSerialToDay, formatDay } from "@/server/kernel/days";

/** A cell as the reader of workbooks gives it; dates are serials of the 1900 system. */
export type RawCell =
  | string
  | number
  | boolean
  | { readonly date: number }
  | { readonly error: string }
  | null;

export function isDate(cell: RawCell | undefined): cell is { readonly date: number } {
  return typeof cell === "object" && cell !== null && "date" in cell;
}

export function isError(cell: RawCell | undefined): cell is { readonly error: string } {
  return typeof cell === "object" && cell !== null && "error" in cell;
}

const SPACE = 32;
const ODD_SPACES_FROM = 0xa0;

/** Nothing, or nothing that can be seen. */
export function isBlank(cell: RawCell | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== "string") return false;
  // Nearly every text begins with a letter or digit, which settles it.
  return (
    !(cell.charCodeAt(0) > SPACE && cell.charCodeAt(0) < ODD_SPACES_FROM) && cell.trim() === ""
  );
}

/** Day of a date cell; null for a bare time and beyond the calendar. */
export function dayOfCell(cell: { readonly date: number }): Day | null {
  return excelSerialToDay(cell.date);
}

/** The cell in the words of a person: dates as Czechs write them, numbers without noise. */
export function rawText(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if ("error" in cell) return cell.error;
  const day = dayOfCell(cell);
  return day === null ? numberText(cell.date) : formatDay(day, "cs");
}

/** "0.3" of 0.30000000000000004: Excel keeps fifteen digits and so does the text. */
export function numberText(value: number): string {
  const text = String(value);
  // Fifteen digits, a sign, a point: noise only shows in longer ones, and rounding is dear.
  return text.length <= 16 ? text : String(Number(value.toPrecision(15)));
}
