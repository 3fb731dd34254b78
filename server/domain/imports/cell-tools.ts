import type { Day } from "@/server/kernel/days";
import { tidy } from "@/server/kernel/fold";
import type { Country } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type Finding, finding, type Parsed } from "@/server/kernel/parsed";
import type { ProcessLookup, ProcessLookups } from "./process-names";
import { isDate, numberText, type RawCell, rawText } from "./raw-cell";
import type { Severity } from "./staged-row";

/** What the reading of one cell needs to know about its row, and where its findings go. */
export type ReadEnv = {
  date1904: boolean;
  today: Day;
  lookups: ProcessLookups;
  /** Of the row, once its category is read; the import's own otherwise. */
  process: ProcessLookup | null;
  country: Country | null;
  homeCountry: Country;
  currency: Currency | null;
  report: (severity: Severity, what: Finding) => void;
  /** Keeps text that could not be read where a person will find it. */
  keep: () => void;
};

/** A cell that holds something and is no formula error. */
export type FilledCell = Exclude<RawCell, null | { readonly error: string }>;

export type Reader<Value> = (cell: FilledCell, env: ReadEnv) => Value | null;

/** Identifiers are digits; a cell that Excel turned into a date has lost them. */
export function identifier<Value>(
  parse: (value: string | number, env: ReadEnv) => Parsed<Value>,
): Reader<Value> {
  return (cell, env) => {
    if (isDate(cell)) return turnedIntoDate(cell, env);
    return taken(parse(plain(cell), env), env);
  };
}

export function text(cell: FilledCell, env: ReadEnv, max: number): string | null {
  const value = tidyLines(rawText(cell));
  if (value.length <= max) return value === "" ? null : value;
  env.report("warning", finding("imports.text_cut", { max }));
  return value.slice(0, max);
}

/** Tidy words, but lines stay lines. */
export function tidyLines(value: string): string {
  if (!value.includes("\n")) return tidy(value);
  return value.split(/\r?\n/).map(tidy).join("\n").trim();
}

/** The value of a parser, its warnings passed on; a refusal is an error of the row. */
export function taken<Value>(parsed: Parsed<Value>, env: ReadEnv): Value | null {
  if (parsed.ok) {
    for (const warning of parsed.warnings) env.report("warning", warning);
    return parsed.value;
  }
  if (!isEmptyCode(parsed.finding.code)) env.report("error", parsed.finding);
  return null;
}

/** A refusal is only a warning here, and what was written is kept. */
export function optional<Value>(parsed: Parsed<Value>, env: ReadEnv): Value | null {
  if (parsed.ok) return taken(parsed, env);
  if (isEmptyCode(parsed.finding.code)) return null;
  env.report("warning", parsed.finding);
  env.keep();
  return null;
}

/** "…_empty": spaces, dashes, all zeros; the same as an empty cell. */
export function isEmptyCode(code: string): boolean {
  return code.endsWith("_empty");
}

export function turnedIntoDate(cell: { readonly date: number }, env: ReadEnv): null {
  env.report("error", finding("imports.turned_into_date", { value: rawText(cell) }));
  return null;
}

/** Text or number for a parser of the kernel. */
export function plain(cell: FilledCell): string | number {
  if (typeof cell === "string" || typeof cell === "number") return cell;
  return isDate(cell) ? numberText(cell.date) : rawText(cell);
}
