import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { INTL_TAG, LOCALES } from "@/server/kernel/locale";

const ROOT = join(import.meta.dirname, "../../..");

/** Where codes of a namespace are said: its room, and for files the door and the browser's side. */
const SOURCES = {
  timeline: ["server/domain/timeline", "components/timeline"],
  proceedings: ["server/domain/proceedings"],
  files: ["server/domain/files", "server/domain/timeline", "server/api/crm", "components/timeline"],
} as const;
type Namespace = keyof typeof SOURCES;

function emittedCodes(namespace: Namespace): string[] {
  const codes = new Set<string>();
  for (const folder of SOURCES[namespace]) {
    for (const file of readdirSync(join(ROOT, folder))) {
      if (!/\.tsx?$/.test(file) || /\.test\./.test(file)) continue;
      const source = readFileSync(join(ROOT, folder, file), "utf8");
      // Only what is thrown, answered or refused by a schema; audit actions look alike.
      const said = new RegExp(
        `(?:Error\\(\\s*(?:"[a-z_]+",\\s*)?|code: |, )"${namespace}\\.([a-z_]+)"`,
        "g",
      );
      for (const match of source.matchAll(said)) codes.add(match[1] ?? "");
      expect(source).not.toMatch(new RegExp(`\`${namespace}\\.[a-z_]*\\$\\{`));
    }
  }
  return [...codes].sort();
}

function errorsOf(locale: string, namespace: Namespace): Record<string, string> {
  const text = readFileSync(join(ROOT, "app/i18n", locale, `${namespace}.json`), "utf8");
  return (JSON.parse(text) as { errors: Record<string, string> }).errors;
}

const namespaces = Object.keys(SOURCES) as Namespace[];
const atLeast: Record<Namespace, number> = { timeline: 10, proceedings: 3, files: 4 };

describe.each(LOCALES)("refusals in %s", (locale) => {
  it.each(namespaces)("of %s: every code has a text, and no text is without a code", (name) => {
    const codes = emittedCodes(name);
    expect(codes.length).toBeGreaterThanOrEqual(atLeast[name]);
    expect(Object.keys(errorsOf(locale, name)).sort()).toEqual(codes);
  });

  it.each(namespaces)("of %s are sentences that can be printed", (name) => {
    for (const [code, message] of Object.entries(errorsOf(locale, name))) {
      const format = new IntlMessageFormat(message, INTL_TAG[locale]);
      const text = String(format.format({ megabytes: 64 }));
      expect([code, text]).toEqual([code, expect.stringMatching(/^\p{Lu}.*\.$/u)]);
      expect(text).not.toMatch(/[{}]/);
    }
  });
});
