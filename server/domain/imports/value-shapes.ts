import { parseDay } from "@/server/kernel/days";
import {
  isRegistrationNo,
  parseBirthNumber,
  parseEmail,
  parsePostalCode,
} from "@/server/kernel/identifiers";
import { parseMoney } from "@/server/kernel/money";
import { parsePhones } from "@/server/kernel/phone";
import type { ColumnType } from "./columns";
import { isBlank, isDate, isError, type RawCell, rawText } from "./raw-cell";

/** What the cells of a column look like, whatever its header says. */
export const SHAPES = [
  "email",
  "phone",
  "birthNumber",
  "registrationNo",
  "postalCode",
  "day",
  "money",
  "symbol",
  "refNo",
  "address",
] as const;
export type Shape = (typeof SHAPES)[number];

/** Share of the filled cells that have each shape, and how many cells were looked at. */
export type ShapeEvidence = { seen: number; share: Record<Shape, number> };

const SHAPE_OF_TYPE: Partial<Record<ColumnType, Shape>> = {
  emails: "email",
  phones: "phone",
  birthNumber: "birthNumber",
  registrationNo: "registrationNo",
  postalCode: "postalCode",
  day: "day",
  moment: "day",
  money: "money",
  variableSymbol: "symbol",
  refNo: "refNo",
  address: "address",
};

/** Null: cells of this type may look like anything. */
export function shapeOfType(type: ColumnType): Shape | null {
  return SHAPE_OF_TYPE[type] ?? null;
}

export function shapesOf(cells: readonly (RawCell | undefined)[]): ShapeEvidence {
  const counts = Object.fromEntries(SHAPES.map((shape) => [shape, 0])) as Record<Shape, number>;
  let seen = 0;
  for (const cell of cells) {
    if (cell === undefined || isBlank(cell) || isError(cell)) continue;
    seen += 1;
    for (const shape of SHAPES) if (TESTS[shape](cell)) counts[shape] += 1;
  }
  if (seen > 0) for (const shape of SHAPES) counts[shape] /= seen;
  return { seen, share: counts };
}

const TESTS: Record<Shape, (cell: RawCell) => boolean> = {
  email: (cell) =>
    typeof cell === "string" && cell.split(/[;,\s]+/).some((part) => parseEmail(part).ok),
  phone: (cell) => isPhone(cell),
  birthNumber: (cell) => isBirthNumber(cell),
  registrationNo: (cell) =>
    isRegistrationNo(digits(cell).padStart(8, "0")) && digits(cell).length > 5,
  postalCode: (cell) => isPlain(cell) && parsePostalCode(cell).ok,
  day: (cell) => isDate(cell) || (typeof cell === "string" && parseDay(cell).ok),
  money: (cell) => isPlain(cell) && parseMoney(cell).ok,
  symbol: (cell) => /^\d{1,10}$/.test(digits(cell)),
  refNo: (cell) => /^\d{1,12}(?: ?\/ ?\d{2}(?:\d{2})?)?$/.test(rawText(cell).trim()),
  address: (cell) =>
    typeof cell === "string" && /\p{L}.*\b\d{3} ?\d{2}\b|\b\d{3} ?\d{2}\b.*\p{L}/u.test(cell),
};

function isPlain(cell: RawCell): cell is string | number {
  return typeof cell === "string" || typeof cell === "number";
}

/** The digits of a cell that is nothing but digits and spaces; else "". */
function digits(cell: RawCell): string {
  if (!isPlain(cell)) return "";
  const text = rawText(cell).replaceAll(" ", "");
  return /^\d+$/.test(text) ? text : "";
}

function isPhone(cell: RawCell): boolean {
  if (!isPlain(cell)) return false;
  const { values, findings } = parsePhones(cell, "CZ");
  return values.length > 0 && findings.length === 0;
}

function isBirthNumber(cell: RawCell): boolean {
  if (!isPlain(cell)) return false;
  const parsed = parseBirthNumber(cell);
  return parsed.ok && parsed.warnings.length === 0;
}
