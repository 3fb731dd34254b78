import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { INTL_TAG, LOCALES } from "@/server/kernel/locale";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../../../..");

function spokenReasons(): string[] {
  const reasons = new Set<string>();
  for (const file of readdirSync(HERE)) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
    const source = readFileSync(join(HERE, file), "utf8");
    for (const match of source.matchAll(/"templates\.([a-z_]+)"/g)) reasons.add(match[1] ?? "");
  }
  return [...reasons].sort();
}

const reasons = spokenReasons();

describe.each(LOCALES)("problems of tags in %s", (locale) => {
  const file = readFileSync(join(ROOT, "app/i18n", locale, "templates.json"), "utf8");
  const { errors } = JSON.parse(file) as { errors: Record<string, string> };

  it.each(reasons)("%s is a sentence that can be printed", (reason) => {
    const params = {
      found: "x",
      name: "y",
      text: "z",
      min: 2,
      max: 9,
      format: "txt",
      operator: "+",
    };
    const said = new IntlMessageFormat(errors[reason] ?? "", INTL_TAG[locale]).format(params);
    expect(String(said)).toMatch(/^\S.+[.:]$/);
  });
});

it("finds the reasons in the source", () => {
  expect(reasons.length).toBeGreaterThan(15);
});
