import { foldWords } from "@/server/kernel/fold";
import type { Locale } from "@/server/kernel/locale";
import type { ColumnKey } from "./columns";

/** Where the cells of a column go: a known column, a field of the process, free data, nowhere. */
export type MappingTarget =
  | { to: "column"; key: ColumnKey }
  | { to: "field"; key: string }
  | { to: "extra"; name: string }
  | { to: "ignore" };

export type ColumnMapping = {
  /** Position in the sheet, from zero. */
  column: number;
  header: string;
  target: MappingTarget;
};

/** A field of a process as its definition has it; only what an import needs. */
export type DataField = {
  key: string;
  type: string;
  names: Record<Locale, string>;
  aliases: readonly string[];
  choices?: readonly NamedCode[] | undefined;
};

export type NamedCode = {
  code: string;
  names: Record<Locale, string>;
  aliases?: readonly string[] | undefined;
};

/** What is compared of a header or a name: letters and digits, blind to case and diacritics. */
export function headerKey(text: string): string {
  return foldWords(text).join("");
}

const KEYS_REMEMBERED_MAX = 5_000;
const keys = new Map<string, string>();

/** The same for cells, whose few words (categories, roles) come again in every row. */
export function wordKey(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = headerKey(text);
  if (keys.size >= KEYS_REMEMBERED_MAX) keys.clear();
  keys.set(text, key);
  return key;
}

/**
 * One key for all sheets with the same headers, in whatever order they stand; a corrected mapping is
 * remembered under it. Short, because it is an index key.
 */
export function headerSignature(headers: readonly string[]): string {
  const named = headers.map(headerKey).filter((key) => key !== "");
  return `${named.length}-${hash53(named.sort().join("|"))}`;
}

/** Cyrb53: 53 bits are plenty to tell the workbooks of one office apart. */
function hash53(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}
