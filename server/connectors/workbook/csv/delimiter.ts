import { isDomainError } from "@/server/kernel/errors";
import { CsvScanner } from "./csv-scanner";

/** In the order of trust: a semicolon is what Czech Excel writes, a comma may be a decimal mark. */
const CANDIDATES = [";", "\t", ",", "|"] as const;
const SAMPLE_RECORDS = 50;
const DEFAULT = ";";

export type Delimiter = { delimiter: string; skippedChars: number };

/** "sep=;" of the first line wins; else the delimiter by which the records agree most. */
export function detectDelimiter(sample: string, isWhole: boolean): Delimiter {
  const declared = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(sample);
  if (declared?.[1] !== undefined) {
    return { delimiter: declared[1], skippedChars: declared[0].length };
  }
  let best = { delimiter: DEFAULT as string, score: 0 };
  for (const delimiter of CANDIDATES) {
    const score = agreement(sample, delimiter, isWhole);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skippedChars: 0 };
}

/**
 * Share of records as wide as the widest of the first three (titles may stand above the header),
 * a little more for more columns; 0 if that is one column.
 */
function agreement(sample: string, delimiter: string, isWhole: boolean): number {
  const scanner = new CsvScanner({
    delimiter,
    batchRows: SAMPLE_RECORDS,
    columnsMax: 100_000,
    fromRow: 1,
  });
  try {
    scanner.scan(sample, 0, isWhole);
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    return 0;
  }
  const widths = scanner.rows.map((row) => row.length);
  const header = Math.max(0, ...widths.slice(0, 3));
  if (header < 2) return 0;
  // Trailing empty cells are not kept, so a record may be narrower, but not by much.
  const agreeing = widths.filter((width) => width <= header && width > header / 2).length;
  return agreeing / widths.length + Math.min(header, 100) / 1000;
}
