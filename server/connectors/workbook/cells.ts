/** A number that the workbook shows as a date: its serial, always in the 1900 system. */
export type DateCell = { readonly date: number };

/** What Excel shows instead of a value: "#N/A"; ours is "#NOT_COMPUTED", a formula without result. */
export type ErrorCell = { readonly error: string };

/** One cell. Plain values stay plain: objects appear only where a plain value would say less. */
export type Cell = string | number | boolean | DateCell | ErrorCell | null;

/** Rows that hold something, with their numbers as Excel shows them (first row = 1). */
export type RowBatch = {
  rowNumbers: number[];
  /** Each row ends with its last filled cell; the cells before it are null where empty. */
  rows: Cell[][];
  /** Part of the sheet read so far, 0 to 1, by the bytes of the file. */
  progress: number;
};

/** A formula that was never computed: programs that write formulas without results leave these. */
export const NOT_COMPUTED = "#NOT_COMPUTED";

/** Days between the first days of the two date systems of Excel. */
export const DAYS_1900_TO_1904 = 1462;

export function isDateCell(cell: Cell | undefined): cell is DateCell {
  return typeof cell === "object" && cell !== null && "date" in cell;
}

export function isErrorCell(cell: Cell | undefined): cell is ErrorCell {
  return typeof cell === "object" && cell !== null && "error" in cell;
}

const MS_PER_DAY = 86_400_000;
// 1899-12-30: with it serials from 1900-03-01 on are right in spite of the 29 February 1900 that
// Excel inherited from Lotus.
const EPOCH_MS = Date.UTC(1899, 11, 30);
const LEAP_BUG_SERIAL = 60;
/** 9999-12-31, the last day that Excel knows. */
const SERIAL_MAX = 2_958_465;

/**
 * ISO text of a serial of the 1900 system: "2026-01-31", with the time where it has one
 * ("2026-01-31T14:30:00"); null for a time without a day and beyond the calendar of Excel.
 */
export function isoOfSerial(serial: number): string | null {
  if (!(serial >= 1) || serial >= SERIAL_MAX + 1) return null;
  const day = Math.floor(serial) < LEAP_BUG_SERIAL ? serial + 1 : serial;
  const iso = new Date(EPOCH_MS + Math.round(day * MS_PER_DAY)).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Serial of the 1900 system of an ISO day or local date-time; null if it is none. */
export function serialOfIso(iso: string): number | null {
  const match = ISO.exec(iso.trim());
  if (match === null) return null;
  const time = match[2] === undefined ? "00:00:00" : match[2].padEnd(8, ":00");
  const ms = Date.parse(`${match[1]}T${time}Z`);
  if (Number.isNaN(ms)) return null;
  const serial = (ms - EPOCH_MS) / MS_PER_DAY;
  return serial < LEAP_BUG_SERIAL + 1 ? serial - 1 : serial;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/;

/** The cell as a person would quote it in a message; "" for an empty one. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return String(cell);
  if ("error" in cell) return cell.error;
  return (isoOfSerial(cell.date) ?? String(cell.date)).replace("T", " ");
}
