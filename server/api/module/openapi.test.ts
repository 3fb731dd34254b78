import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  FILE_NAMES,
  jsonInputOf,
  type ModuleProcedure,
  procedureEntries,
  READ_NAMES,
} from "@/server/domain/module-api";
import { LOCALES } from "@/server/kernel/locale";
import { apiDocument, COMMON_ERRORS, type JsonSchema, refusalsOf } from "./openapi";
import { apiPage } from "./page";

const document = apiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const textsOf = (language: string, room: string): Record<string, string> => {
  const path = new URL(`../../../app/i18n/${language}/${room}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")).errors ?? {};
};

/** Fields without a word about them, by where they stand. */
function bareFields(schema: JsonSchema, at: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const own = Object.entries(properties).flatMap(([name, each]) => [
    ...(each.description ? [] : [`${at}.${name}`]),
    ...bareFields(each, `${at}.${name}`),
  ]);
  const inner = [...(items ? [items] : []), ...anyOf, ...oneOf];
  return [...own, ...inner.flatMap((each) => bareFields(each, at))];
}

describe("the description of the module API", () => {
  it("tells every procedure once, each field with a word about it", () => {
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(
      procedureEntries()
        .map(([name]) => name)
        .sort(),
    );
    const bare = operations.flatMap(({ operation }) => [
      ...operation.parameters.filter(({ description }) => !description).map(({ name }) => name),
      ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
        schema.properties?.file ? [] : bareFields(schema, operation.operationId),
      ),
      ...bareFields(
        (operation.responses["200"] as { content: Record<string, { schema: JsonSchema }> }).content[
          "application/json"
        ]?.schema ?? {},
        operation.operationId,
      ),
    ]);
    expect(bare).toEqual([]);
    expect(bareFields({ properties: { x: { type: "string" } } }, "planted")).toEqual(["planted.x"]);
  });

  it("shows examples that hold, and paths whose names are fields", () => {
    for (const [name, procedure] of procedureEntries()) {
      expect(procedure.input.safeParse(procedure.example).error, name).toBeUndefined();
      const stranger = { ...procedure.example, stranger: 1 };
      expect(procedure.input.safeParse(stranger).success, `${name}: unknown field`).toBe(false);
      for (const [, field = ""] of procedure.path.matchAll(/:(\w+)/g)) {
        expect(Object.keys(procedure.input.shape), name).toContain(field);
      }
    }
  });

  it("knows which procedures read and which take a file", () => {
    const named = (isIt: (each: ModuleProcedure) => boolean) =>
      procedureEntries().flatMap(([name, each]) => (isIt(each) ? [name] : []));
    expect([...READ_NAMES].sort()).toEqual(named(({ method }) => method === "GET").sort());
    const files = named(({ fileBytesMax }) => fileBytesMax !== undefined);
    expect([...FILE_NAMES].sort()).toEqual(files.sort());
    for (const [, each] of procedureEntries()) {
      const isFile = each.fileBytesMax !== undefined;
      expect("content" in jsonInputOf(each).shape).toBe(isFile);
    }
  });

  it("lists refusals that have words in every language", () => {
    const codes = new Set([
      ...Object.keys(COMMON_ERRORS),
      ...procedureEntries().flatMap(([, each]) => refusalsOf(each).map(({ code }) => code)),
    ]);
    const wordless = LOCALES.flatMap((language) =>
      [...codes].filter((code) => {
        const [room = "", reason = ""] = code.split(".");
        return !textsOf(language, room)[reason];
      }),
    );
    expect(wordless).toEqual([]);
  });

  it("has a heading for every procedure in every language", () => {
    for (const language of LOCALES) {
      const path = new URL(`../../../app/i18n/${language}/modules.json`, import.meta.url);
      const { summaries } = JSON.parse(readFileSync(path, "utf8")).page;
      expect(Object.keys(summaries).sort(), language).toEqual(
        procedureEntries()
          .map(([name]) => name)
          .sort(),
      );
    }
  });

  it("is what the types of the tests' client were made of (npm run module:client)", () => {
    const hash = createHash("sha256").update(JSON.stringify(document)).digest("hex");
    const made = readFileSync(new URL("./testing/client-types.d.ts", import.meta.url), "utf8");
    expect(made.slice(0, 200)).toContain(hash);
  });

  it("is a page whole in itself: every procedure and refusal, no script, nothing from elsewhere", () => {
    const page = apiPage(document, {
      language: "cs",
      word: (key) => `<${key}>`,
      sentence: (code) => code,
    });
    for (const { operation } of operations) {
      expect(page).toContain(`id="${operation.operationId}"`);
      for (const { code } of operation["x-errors"]) expect(page).toContain(`id="${code}"`);
    }
    expect(page).not.toMatch(/<script|https?:\/\/(?!…)|@import|url\(/);
    // Words are words, whatever signs they hold.
    expect(page).toContain("&lt;lead&gt;");
    expect(page).toContain("light-dark(");
  });
});
