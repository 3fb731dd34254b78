import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { WORKBOOK_REASONS } from "./refusal";

const ROOT = join(import.meta.dirname, "../../..");

function messages(locale: string): Record<string, string> {
  const path = join(ROOT, "app/i18n", locale, "workbook.json");
  return JSON.parse(readFileSync(path, "utf8")).errors;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.ts$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

describe("reasons of refusal", () => {
  test.each(LOCALES)("each has its text in %s, and no text is idle", (locale) => {
    expect(Object.keys(messages(locale)).sort()).toEqual([...WORKBOOK_REASONS]);
  });

  test("each is given somewhere", () => {
    const code = sources(import.meta.dirname).join("\n");
    const given = WORKBOOK_REASONS.filter((reason) => {
      const uses = code.split(`"${reason}"`).length - 1;
      // The list itself is one use; "damaged" is also written with its namespace.
      return uses > 1 || code.includes(`"workbook.${reason}"`);
    });
    expect(given).toEqual([...WORKBOOK_REASONS]);
  });
});
