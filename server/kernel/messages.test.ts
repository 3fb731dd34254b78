import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { INTL_TAG, LOCALES } from "./locale";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../..");

/** Codes that the kernel can emit, with the names of their params, read from its source. */
function emittedCodes(): Set<string> {
  const codes = new Set<string>();
  for (const file of readdirSync(HERE)) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
    const source = readFileSync(join(HERE, file), "utf8");
    for (const match of source.matchAll(/"kernel\.([a-z_]+)"/g)) codes.add(match[1] ?? "");
    // A code put together at run time could not be looked for here.
    expect(source).not.toMatch(/`kernel\.[a-z_]*\$\{/);
  }
  return codes;
}

function messagesOf(locale: string): Record<string, string> {
  const text = readFileSync(join(ROOT, "app/i18n", locale, "kernel.json"), "utf8");
  const { errors } = JSON.parse(text) as { errors: Record<string, string> };
  return errors;
}

const codes = [...emittedCodes()].sort();

describe.each(LOCALES)("messages in %s", (locale) => {
  const messages = messagesOf(locale);

  it("name every code, and nothing that is never said", () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(Object.keys(messages).sort()).toEqual(codes);
  });

  it.each(codes)("%s is a sentence that can be printed", (code) => {
    const params = { value: "12", min: 1, max: 9, year: 2026, currency: "CZK", expected: "EUR" };
    const format = new IntlMessageFormat(messages[code] ?? "", INTL_TAG[locale]);
    const text = String(format.format({ ...params, country: "SK", note: "roz. Malá" }));
    expect(text).toMatch(/^[\p{Lu}„“«].*[.?]$/u);
    expect(text).not.toMatch(/[{}]|undefined/);
  });

  it("use the same params as the Czech ones", () => {
    const names = ["value", "min", "max", "year", "currency", "expected", "country", "note"];
    const paramsOf = (text: string) => names.filter((name) => text.match(`\\{${name}[,}]`));
    for (const [code, text] of Object.entries(messagesOf("cs"))) {
      expect([code, paramsOf(messages[code] ?? "")]).toEqual([code, paramsOf(text)]);
    }
  });
});
