import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { DROPPED, UNWRAPPED } from "./html/allowed";
import { REFUSALS } from "./refusal";

const FOLDER = import.meta.dirname;
const I18N = join(FOLDER, "../../../../app/i18n");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.ts$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

/** Codes that are said by name somewhere in the code. */
function said(): string[] {
  const patterns = [
    /problems\.(?:note|error)\("(\w+)"/g,
    /\bsay\("(\w+)"/g,
    /"((?:end|else|brace)_\w+)"/g,
  ];
  const code = sources(FOLDER).join("\n");
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name ?? ""));
}

describe("what is said of templates", () => {
  it.each(LOCALES)("has words in %s", (locale) => {
    const { errors } = JSON.parse(readFileSync(join(I18N, locale, "templates.json"), "utf8"));
    const named = [...Object.values(DROPPED), ...Object.values(UNWRAPPED)].filter(Boolean);
    const codes = [...new Set([...REFUSALS, ...named, ...said()])];
    expect(codes.length).toBeGreaterThan(45);
    expect(codes.filter((code) => typeof errors[code] !== "string")).toEqual([]);
  });
});
