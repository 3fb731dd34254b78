import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "./kernel/locale";

const FOLDER = new URL("../app/i18n", import.meta.url).pathname;

/** Plural categories that whole numbers need; without them a reader meets wrong grammar. */
const PLURALS: Record<Locale, string[]> = {
  cs: ["one", "few", "other"],
  sk: ["one", "few", "other"],
  en: ["one", "other"],
  ru: ["one", "few", "many", "other"],
};

type Messages = Map<string, string>;
type Ast = ReturnType<IntlMessageFormat["getAst"]>;
type Shape = { params: Set<string>; plurals: string[][] };

describe("translations", () => {
  const namespaces = [...new Set(LOCALES.flatMap(filesOf))].sort();

  it.each(namespaces)("%s is complete in every language", (namespace) => {
    const messages = new Map(LOCALES.map((locale) => [locale, read(locale, namespace)]));
    expect(compare(messages)).toEqual([]);
  });

  it("finds what is planted", () => {
    const planted = (cs: Record<string, string>, ru: Record<string, string>) =>
      compare(
        new Map<Locale, Messages>([
          ["cs", entries(cs)],
          ["ru", entries(ru)],
        ]),
      );
    expect(planted({ a: "Ahoj" }, { a: "Привет" })).toEqual([]);
    expect(planted({ a: "Ahoj" }, {})).toEqual(["ru: a is missing"]);
    expect(planted({}, { a: "Привет" })).toEqual(["cs: a is missing"]);
    expect(planted({ a: "Ahoj" }, { a: " " })).toEqual(["ru: a is empty"]);
    expect(planted({ a: "{n}" }, { a: "{m}" })).toEqual(["ru: a takes m, elsewhere n"]);
    expect(planted({ a: "<b>x</b>" }, { a: "x" })).toEqual(["ru: a takes nothing, elsewhere <b>"]);
    expect(planted({ a: "{" }, { a: "x" })).toEqual([
      expect.stringMatching(/^cs: a is no message/),
    ]);
    const plural = (forms: string) => `{n, plural, ${forms}}`;
    expect(
      planted(
        { a: plural("one {#} few {#} other {#}") },
        { a: plural("one {#} few {#} other {#}") },
      ),
    ).toEqual(["ru: a lacks the plural many"]);
  });
});

function filesOf(locale: Locale): string[] {
  return readdirSync(join(FOLDER, locale))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""));
}

function read(locale: Locale, namespace: string): Messages {
  const path = join(FOLDER, locale, `${namespace}.json`);
  return existsSync(path) ? entries(JSON.parse(readFileSync(path, "utf8"))) : new Map();
}

/** Messages by dotted key. */
function entries(tree: Record<string, unknown>, prefix = ""): Messages {
  const found = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "object" && value !== null
      ? [...entries(value as Record<string, unknown>, `${prefix}${key}.`)]
      : [[`${prefix}${key}`, String(value)]],
  );
  return new Map(found);
}

/** What differs between languages, as `<locale>: <key> <what>`. */
function compare(messages: ReadonlyMap<Locale, Messages>): string[] {
  const keys = new Set([...messages.values()].flatMap((each) => [...each.keys()]));
  return [...keys].flatMap((key) => {
    const findings: string[] = [];
    const shapes = new Map<Locale, Shape>();
    for (const [locale, texts] of messages) {
      const text = texts.get(key);
      if (text === undefined) findings.push(`${locale}: ${key} is missing`);
      else if (text.trim() === "") findings.push(`${locale}: ${key} is empty`);
      else {
        const shape = shapeOf(text, locale);
        if (typeof shape === "string") findings.push(`${locale}: ${key} is no message: ${shape}`);
        else shapes.set(locale, shape);
      }
    }
    return findings.length > 0 ? findings : compareShapes(key, shapes);
  });
}

function compareShapes(key: string, shapes: ReadonlyMap<Locale, Shape>): string[] {
  const [first] = shapes.values();
  const wanted = list(first?.params);
  return [...shapes].flatMap(([locale, { params, plurals }]) => {
    const own = list(params);
    const lacking = PLURALS[locale].filter((form) => plurals.some((each) => !each.includes(form)));
    return [
      ...(own === wanted ? [] : [`${locale}: ${key} takes ${own}, elsewhere ${wanted}`]),
      ...lacking.map((form) => `${locale}: ${key} lacks the plural ${form}`),
    ];
  });
}

function list(params: Set<string> | undefined): string {
  return [...(params ?? [])].sort().join(", ") || "nothing";
}

/** Parameters and plural forms of a message, or why it does not parse. */
function shapeOf(text: string, locale: Locale): Shape | string {
  try {
    const shape: Shape = { params: new Set(), plurals: [] };
    gather(new IntlMessageFormat(text, locale).getAst(), shape);
    return shape;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function gather(ast: Ast, shape: Shape): void {
  for (const part of ast) {
    const isTag = "children" in part;
    if ("value" in part && !("type" in part && part.type === 0)) {
      shape.params.add(isTag ? `<${part.value}>` : String(part.value));
    }
    if (isTag) gather(part.children, shape);
    if (!("options" in part)) continue;
    const forms = Object.entries(part.options);
    // `=0` and the like are exact values, not categories.
    if ("pluralType" in part && part.pluralType === "cardinal") {
      shape.plurals.push(forms.map(([form]) => form));
    }
    for (const [, option] of forms) gather(option.value, shape);
  }
}
