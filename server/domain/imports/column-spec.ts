import type { ImportKind } from "@/db/values/imports";
import type { Locale } from "@/server/kernel/locale";

/** How a column is read; each type has one converter. */
export const COLUMN_TYPES = [
  "refNo",
  "text",
  "longText",
  "fullName",
  "companyName",
  "birthNumber",
  "registrationNo",
  "taxId",
  "vatId",
  "inn",
  "kpp",
  "ogrn",
  "fileMark",
  "addressPoint",
  "fiasCode",
  "dataBoxId",
  "money",
  "day",
  "moment",
  "emails",
  "phones",
  "postalCode",
  "address",
  "country",
  "currency",
  "variableSymbol",
  "operator",
  "tags",
  "category",
  "state",
  "role",
  "partyKind",
  "eventKind",
  "priority",
  "count",
  "rhythm",
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export type ColumnSpec<Type extends ColumnType = ColumnType> = {
  type: Type;
  names: Record<Locale, string>;
  /** What people call it, best first; compared blind to case, diacritics, spaces and word order. */
  synonyms: readonly string[];
  /** Further synonyms in sheets of one kind, where the word can mean nothing else. */
  synonymsIn: Partial<Record<ImportKind, readonly string[]>>;
  /** Two or more columns may fill it (several telephones). */
  isMulti: boolean;
  /** Taken only if that other column is there: "Jméno" is a given name beside "Příjmení". */
  beside: string | null;
  /** Shown in templates and beside the choice. */
  example: string;
};

type SpecOptions = {
  in?: Partial<Record<ImportKind, string>>;
  isMulti?: boolean;
  beside?: string;
  example?: string;
};

/**
 * A column of the catalogue: names in cs | sk | en | ru, then synonyms divided by bars. The names
 * themselves are synonyms, too.
 */
export function column<Type extends ColumnType>(
  type: Type,
  texts: [names: string, synonyms: string],
  options: SpecOptions = {},
): ColumnSpec<Type> {
  const [cs = "", sk = "", en = "", ru = ""] = split(texts[0]);
  const synonymsIn: Partial<Record<ImportKind, readonly string[]>> = {};
  for (const [kind, words] of Object.entries(options.in ?? {})) {
    synonymsIn[kind as ImportKind] = split(words);
  }
  return {
    type,
    names: { cs, sk, en, ru },
    synonyms: [...new Set([cs, sk, en, ru, ...split(texts[1])])],
    synonymsIn,
    isMulti: options.isMulti ?? false,
    beside: options.beside ?? null,
    example: options.example ?? "",
  };
}

function split(text: string): string[] {
  return text
    .split("|")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
