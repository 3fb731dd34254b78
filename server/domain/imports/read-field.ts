import { tidy } from "@/server/kernel/fold";
import { finding } from "@/server/kernel/parsed";
import { wordKey } from "./mapping";
import type { FieldLookup } from "./process-names";
import { isDate, type RawCell, rawText } from "./raw-cell";
import { type FilledCell, READERS, type ReadEnv } from "./read-cell";
import { BOOLEAN_WORDS } from "./word-lists";

/** Value of a field of the process, as the process keeps it; null if it could not be read. */
export function readField(
  cell: FilledCell,
  field: FieldLookup,
  env: ReadEnv,
): string | number | boolean | null {
  switch (field.type) {
    case "money":
      return READERS.money(cell, env)?.amountMinor ?? null;
    case "day":
      return READERS.day(cell, env);
    case "number":
      return readNumber(cell, env);
    case "boolean":
      return typeof cell === "boolean" ? cell : unlessUnknown(BOOLEAN_WORDS, cell, env);
    case "choice":
      return unlessUnknown(field.choices, cell, env);
    default:
      return READERS.longText(cell, env);
  }
}

/** Fields that point at records cannot be filled from a text. */
export function isReadable(field: FieldLookup): boolean {
  return !["party", "user", "file"].includes(field.type);
}

/** Free data is text; dates and numbers are written as people read them. */
export function extraText(cell: FilledCell, env: ReadEnv): string | null {
  return READERS.longText(typeof cell === "number" ? czechNumber(cell) : cell, env);
}

function unlessUnknown<Value>(
  words: ReadonlyMap<string, Value>,
  cell: RawCell,
  env: ReadEnv,
): Value | null {
  const value = words.get(wordKey(rawText(cell)));
  if (value === undefined) {
    env.report("error", finding("imports.unknown_value", { value: rawText(cell) }));
  }
  return value ?? null;
}

const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/;

function readNumber(cell: FilledCell, env: ReadEnv): number | null {
  if (typeof cell === "number") return cell;
  const text = tidy(rawText(cell)).replace(/[\s%]/g, "");
  if (!isDate(cell) && NUMBER.test(text)) return Number(text.replace(",", "."));
  env.report("error", finding("imports.not_a_number", { value: rawText(cell) }));
  return null;
}

/** Whole numbers are often identifiers and stay bare; others get the comma. */
function czechNumber(value: number): string {
  return rawText(value).replace(".", ",");
}
