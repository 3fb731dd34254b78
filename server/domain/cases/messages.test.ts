import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { INTL_TAG, LOCALES } from "@/server/kernel/locale";

const ROOT = join(import.meta.dirname, "../../..");
/** Files beside the rooms that refuse in their name. */
const OTHERS = [
  "server/api/trpc.ts",
  "server/api/crm/list-files.ts",
  "server/api/crm/export-places.ts",
];

/** Codes that a room refuses with, read from the source: of errors, findings and outcomes of rows. */
function refusalsOf(room: string): string[] {
  const folder = join(ROOT, "server/domain", room);
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => join(folder, file));
  const codes = new Set<string>();
  for (const path of [...sources, ...OTHERS.map((file) => join(ROOT, file))]) {
    const source = readFileSync(path, "utf8");
    const said = new RegExp(
      String.raw`(?:DomainError\([^;]*?|refuse\(|(?:code|outcome): |const [A-Z_]+ = )"${room}\.([a-z_]+)"`,
      "gs",
    );
    for (const match of source.matchAll(said)) codes.add(match[1] ?? "");
    // A code put together at run time could not be looked for here.
    expect(source).not.toContain(`\`${room}.\${`);
  }
  return [...codes].sort();
}

function messagesOf(room: string, locale: string): Record<string, string> {
  const text = readFileSync(join(ROOT, "app/i18n", locale, `${room}.json`), "utf8");
  return (JSON.parse(text) as { errors: Record<string, string> }).errors;
}

describe.each(["cases", "lists"])("refusals of %s", (room) => {
  const codes = refusalsOf(room);

  it("are found in the source", () => {
    expect(codes.length).toBeGreaterThan(10);
  });

  it.each(LOCALES)("each have a text in %s, and no text stands unused", (locale) => {
    expect(Object.keys(messagesOf(room, locale)).sort()).toEqual(codes);
  });

  it.each(LOCALES)("are sentences in %s", (locale) => {
    const params = {
      refNo: "12/2026",
      code: "ALFA",
      name: "Jana Malá",
      at: "22. 11. 2026 10:00",
      role: "Povinný",
      state: "Nový",
      category: "Inkaso",
      max: 5_000,
      number: 2,
      field: "Společnost",
    };
    for (const [code, message] of Object.entries(messagesOf(room, locale))) {
      const text = String(new IntlMessageFormat(message, INTL_TAG[locale]).format(params));
      expect([code, text]).toEqual([code, expect.stringMatching(/^[\p{Lu}„“«{].*[.]$/u)]);
      expect(text).not.toMatch(/[{}]|undefined/);
    }
  });
});
