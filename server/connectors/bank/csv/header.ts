import { fold } from "@/server/kernel/fold";
import { CSV_BANKS, type CsvBank, type CsvField } from "./banks";
import { splitRecord } from "./records";

/** A header that was recognised: whose it is, and where its columns stand. */
export type CsvHeader = {
  bank: CsvBank;
  columns: Partial<Record<CsvField, number>>;
  message: readonly number[];
  operation: readonly number[];
};

/** The header lies among the first records, under whatever the bank has to say before. */
export const HEADER_RECORDS_MAX = 40;

export function foldName(text: string): string {
  return fold(text.replace(/^\s*#/, ""));
}

/** The bank whose columns these are; the first of equal names is the column. */
export function readHeader(fields: readonly string[]): CsvHeader | null {
  const names = fields.map(foldName);
  const bank = CSV_BANKS.find(({ signature }) => signature.every((name) => names.includes(name)));
  if (bank === undefined) return null;
  const columns: CsvHeader["columns"] = {};
  for (const [field, written] of Object.entries(bank.columns) as [CsvField, string[]][]) {
    const found = written.map((name) => names.indexOf(name)).find((index) => index >= 0);
    if (found !== undefined) columns[field] = found;
  }
  return {
    bank,
    columns,
    message: placesOf(bank.message, names),
    operation: placesOf(bank.operation, names),
  };
}

function placesOf(wanted: readonly string[], names: readonly string[]): number[] {
  return wanted.map((name) => names.indexOf(name)).filter((index) => index >= 0);
}

const DELIMITERS = [";", ",", "\t"];

/** The delimiter of a text that has a header of ours among its first lines, or null. */
export function findDelimiter(text: string): string | null {
  const lines = text.split(/\r\n|\r|\n/, HEADER_RECORDS_MAX);
  const found = DELIMITERS.find((delimiter) =>
    lines.some((line) => {
      const fields = line.includes(delimiter) ? splitRecord(line, delimiter) : null;
      return fields !== null && readHeader(fields) !== null;
    }),
  );
  return found ?? null;
}
