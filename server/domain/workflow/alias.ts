import { foldWords } from "@/server/kernel/fold";
import type { Names } from "./definition";

/** Anything a person may call by a code, a name in any language or an alias. */
export type Named = { code?: string; key?: string; names: Names; aliases?: readonly string[] };

/** What is compared: letters and digits only, blind to case, diacritics, spaces and hyphens. */
export function aliasKey(text: string): string {
  return foldWords(text).join("");
}

/** Every key by which an entry may be found. */
export function aliasKeys(entry: Named): Set<string> {
  const texts = [entry.code ?? entry.key ?? "", ...Object.values(entry.names)];
  const keys = [...texts, ...(entry.aliases ?? [])].map(aliasKey);
  return new Set(keys.filter((key) => key !== ""));
}

/** The entry that a text means, or undefined. */
export function findNamed<Entry extends Named>(
  entries: readonly Entry[],
  text: string,
): Entry | undefined {
  const wanted = aliasKey(text);
  if (wanted === "") return undefined;
  return entries.find((entry) => aliasKeys(entry).has(wanted));
}

/** Keys that would mean two entries, with the codes of both. */
export function ambiguousAliases(entries: readonly Named[]): { alias: string; codes: string[] }[] {
  const owners = new Map<string, string[]>();
  for (const entry of entries) {
    for (const key of aliasKeys(entry)) {
      owners.set(key, [...(owners.get(key) ?? []), entry.code ?? entry.key ?? ""]);
    }
  }
  return [...owners]
    .filter(([, codes]) => codes.length > 1)
    .map(([alias, codes]) => ({ alias, codes }));
}
