import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { readFile, type SourceFile } from "./architecture/read-imports";
import { readTree } from "./architecture/read-tree";

const ROOT = new URL("..", import.meta.url).pathname;
const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;
const PARAMETERS_MAX = 3;

/** May be longer than a file should be: tests, what tells a long list, what a tool writes. */
const LONG_FILES = [/\.test\.tsx?$/, /^db\/schema\//, /\/fixtures\//, /\.d\.ts$/];

/** Tools and Next ask for default exports here. */
const DEFAULT_EXPORTS = [/^app\//, /^emails\//, /^[^/]+\.config\.[cm]?[jt]s$/, /\.d\.ts$/];

/** Breaks a rule on purpose; each line says why. Keep it short. */
const EXEMPT: Readonly<Record<string, string>> = {
  "db/testing/global-setup.ts": "Vitest takes the set-up from a default export",
  "server/api/crm/wall-samples.ts": "one entry a procedure, read by one test",
  "server/api/crm/wall-rows.ts": "one row of every kind, for the same test",
};

/** Findings of one file against STYLE: sizes, default exports, unfinished work. Pure. */
function styleFindings(file: SourceFile): string[] {
  const findings: string[] = [];
  const lines = file.source.trimEnd().split("\n").length;
  const mayBeLong = LONG_FILES.some((pattern) => pattern.test(file.path));
  if (lines > FILE_LINES_MAX && !mayBeLong) findings.push(`${lines} lines`);
  const mayExport = DEFAULT_EXPORTS.some((pattern) => pattern.test(file.path));
  if (!mayExport && readFile(file).hasDefaultExport) findings.push("default export");
  if (/\b(TODO|FIXME|XXX)\b/.test(file.source)) findings.push("unfinished work");
  if (/@ts-(ignore|nocheck|expect-error)/.test(file.source)) findings.push("silenced compiler");
  if (/\b(it|test|describe)\.(skip|only|todo)\b/.test(file.source)) findings.push("test left out");
  const isScenery = /\.test\.tsx?$|\/testing\//.test(file.path);
  return isScenery ? findings : [...findings, ...functionFindings(file)];
}

function functionFindings({ path, source }: SourceFile): string[] {
  const findings: string[] = [];
  const judge = (node: { start: number; end: number; params: unknown[] }) => {
    const at = source.slice(0, node.start).split("\n").length;
    const lines = source.slice(node.start, node.end).split("\n").length;
    if (lines > FUNCTION_LINES_MAX) findings.push(`line ${at}: function of ${lines} lines`);
    const count = node.params.length;
    if (count > PARAMETERS_MAX) findings.push(`line ${at}: ${count} parameters`);
  };
  new Visitor({
    FunctionDeclaration: judge,
    FunctionExpression: judge,
    ArrowFunctionExpression: judge,
  }).visit(parseSync(path, source).program);
  return findings;
}

describe("style", () => {
  // This file spells out what it looks for.
  const files = readTree(ROOT).filter((file) => file.path !== "server/style.test.ts");

  it("is kept by every file", { timeout: 60_000 }, () => {
    const findings = files
      .filter(({ path }) => EXEMPT[path] === undefined)
      .flatMap((file) => styleFindings(file).map((finding) => `${file.path}: ${finding}`));
    expect(findings).toEqual([]);
  });

  it("exempts only files that are there and need it", () => {
    for (const path of Object.keys(EXEMPT)) {
      const file = files.find((each) => each.path === path);
      expect(file, path).toBeDefined();
      if (file !== undefined) expect(styleFindings(file), path).not.toEqual([]);
    }
  });

  const long = (lines: number) => "const a = 1;\n".repeat(lines);

  it.each<[string, string, string, string[]]>([
    ["a long file", "server/a.ts", long(301), ["301 lines"]],
    ["a file that just fits", "server/a.ts", long(300), []],
    ["a long test", "server/a.test.ts", long(301), []],
    ["a default export", "components/a.tsx", "export default 1;", ["default export"]],
    ["a default re-export", "server/a.ts", 'export { default } from "zod";', ["default export"]],
    ["a page", "app/page.tsx", "export default 1;", []],
    ["unfinished work", "server/a.ts", "// TODO: later", ["unfinished work"]],
    ["a test left out", "server/a.test.ts", 'it.skip("a", () => {});', ["test left out"]],
    ["a silenced compiler", "server/a.ts", "// @ts-ignore", ["silenced compiler"]],
    ["many parameters", "server/a.ts", "const f = (a, b, c, d) => a;", ["line 1: 4 parameters"]],
    [
      "a long function",
      "server/a.ts",
      `function f() {\n${long(70)}}`,
      ["line 1: function of 72 lines"],
    ],
    ["a function that just fits", "server/a.ts", `function f() {\n${long(68)}}`, []],
  ])("sees %s", (_, path, source, expected) => {
    expect(styleFindings({ path, source })).toEqual(expected);
  });
});
