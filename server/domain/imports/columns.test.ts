import { describe, expect, test } from "vitest";
import { IMPORT_KINDS } from "@/db/values/imports";
import { LOCALES } from "@/server/kernel/locale";
import {
  COLUMNS,
  type ColumnKey,
  columnSpec,
  IMPORT_COLUMNS,
  missingColumns,
  TEMPLATE_COLUMNS,
} from "./columns";
import { headerKey } from "./mapping";

const KEYS = Object.keys(COLUMNS) as ColumnKey[];

describe("the catalogue", () => {
  test.each(KEYS)("%s has a name in every language and serves some import", (key) => {
    const { names } = columnSpec(key);
    for (const locale of LOCALES) expect(names[locale]).not.toBe("");
    expect(IMPORT_KINDS.some((kind) => IMPORT_COLUMNS[kind].includes(key))).toBe(true);
  });

  test.each(KEYS)("%s: every synonym has letters to compare", (key) => {
    expect(columnSpec(key).synonyms.map(headerKey)).not.toContain("");
  });

  test.each(IMPORT_KINDS)("the first name of every column of %s is its own", (kind) => {
    const owners = new Map<string, ColumnKey[]>();
    for (const key of IMPORT_COLUMNS[kind]) {
      const first = headerKey(columnSpec(key).names.cs);
      owners.set(first, [...(owners.get(first) ?? []), key]);
    }
    const shared = [...owners.values()].filter((keys) => keys.length > 1);
    // "Adresa" is one cell or only the street: the values decide.
    expect(shared.filter((keys) => !keys.includes("address"))).toEqual([]);
  });

  test.each(IMPORT_KINDS)("templates of %s satisfy what it requires", (kind) => {
    expect(missingColumns(kind, new Set(TEMPLATE_COLUMNS[kind]))).toEqual([]);
    for (const key of TEMPLATE_COLUMNS[kind]) expect(IMPORT_COLUMNS[kind]).toContain(key);
  });

  test("what is missing is named", () => {
    expect(missingColumns("claims", new Set(["refNo", "principal"]))).toEqual([["dueOn"]]);
    expect(missingColumns("payments", new Set(["variableSymbol", "amount"]))).toEqual([]);
  });
});
