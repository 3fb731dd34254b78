import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { BANK_FINDINGS, BANK_REASONS, StatementRefusal } from "./refusal";

const ROOT = join(import.meta.dirname, "../../..");
const CODES = [...BANK_REASONS, ...BANK_FINDINGS].sort();
/** What the room behind this connector refuses stands in the same namespace. */
const OF_THE_ROOM =
  /^(account_(unknown|ambiguous|used|currency|named_currency|taken|number|not_found)|movement_|decision_|split_|symbol_shape|rule_likeness|case_not_found|not_money_in|reason_missing|upload_query)/;

function messages(locale: string): Record<string, string> {
  const path = join(ROOT, "app/i18n", locale, "bank.json");
  return JSON.parse(readFileSync(path, "utf8")).errors;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "testing" ? [] : sources(path);
    return /(?<!\.test)\.ts$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

describe("refusals and findings", () => {
  test.each(LOCALES)("each has its text in %s, and no text of theirs is idle", (locale) => {
    const own = Object.keys(messages(locale)).filter((code) => !code.match(OF_THE_ROOM));
    expect(own.sort()).toEqual(CODES);
  });

  test("each refusal is given somewhere, each finding too", () => {
    const code = sources(import.meta.dirname).join("\n");
    // The list itself is one use.
    const refused = BANK_REASONS.filter((reason) => code.split(`"${reason}"`).length > 2);
    expect(refused).toEqual([...BANK_REASONS]);
    const found = BANK_FINDINGS.filter((each) => code.includes(`"bank.${each}"`));
    expect(found).toEqual([...BANK_FINDINGS]);
  });

  test("show no more of a file than a person can read", () => {
    const value = `\u0000\n${"x".repeat(1000)}`;
    const { code, kind, params } = new StatementRefusal("bad_date", { line: 3, column: 9, value });
    expect({ code, kind }).toEqual({ code: "bank.bad_date", kind: "invalid" });
    expect(params).toEqual({ line: 3, column: 9, value: "x".repeat(58) });
  });
});
