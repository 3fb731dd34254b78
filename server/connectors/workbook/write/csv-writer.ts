import { type Cell, cellText } from "../cells";
import { ByteTarget, type WriteTarget } from "./byte-target";
import { type ColumnType, decimalOfMinor, type WriteValue } from "./columns";
import { pragueSerial } from "./prague-clock";
import type { SheetSpec, WorkbookWriter } from "./workbook-writer";

const BOM = "\ufeff";
const DELIMITER = ";";
const LINE_END = "\r\n";
/** "2026-01-31 14:30" */
const MINUTE_CHARS = 16;
const FLUSH_CHARS = 64 * 1024;

/**
 * CSV as Czech Excel opens it: UTF-8 with a byte order mark, semicolons, decimal commas. A CSV has
 * one sheet; a second one is refused.
 */
export function createCsvWriter(target: WriteTarget): WorkbookWriter {
  const file = new ByteTarget(target);
  let pending = BOM;
  let hasSheet = false;
  const add = async (line: string) => {
    pending += line + LINE_END;
    if (pending.length < FLUSH_CHARS) return;
    const text = pending;
    pending = "";
    await file.write(text);
  };
  const addSheet = async ({ columns }: SheetSpec) => {
    if (hasSheet) throw new RangeError("createCsvWriter: a CSV has one sheet");
    hasSheet = true;
    if (columns.length > 0) {
      await add(columns.map(({ header }) => quoted(safeText(header))).join(DELIMITER));
    }
    return {
      writeRows: async (rows: WriteValue[][]) => {
        for (const row of rows) {
          const fields = columns.map(({ type }, index) => csvField(row[index], type));
          await add(fields.join(DELIMITER));
        }
      },
    };
  };
  return {
    addSheet,
    close: async () => {
      await file.write(pending);
      await file.end();
    },
    abort: () => file.destroy(),
  };
}

/** One field. Only text can be mistaken for a formula, so only text is made safe. */
export function csvField(value: WriteValue, type: ColumnType): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") {
    const text = type === "money" ? decimalOfMinor(value) : String(value);
    return type === "text" ? text : text.replace(".", ",");
  }
  if (value instanceof Date) return cellText({ date: pragueSerial(value) }).slice(0, MINUTE_CHARS);
  if (typeof value === "string") return quoted(safeText(value));
  return quoted(cellText(value as Cell));
}

// =, +, -, @, tab and CR begin a formula in Excel, LibreOffice or Google Sheets (OWASP).
const FORMULA = /^[=+\-@\t\r]/;

/** An apostrophe before what a spreadsheet would compute; our own reader takes it off again. */
function safeText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

const NEEDS_QUOTES = /[";\r\n]|^[\s]|[\s]$/;

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
