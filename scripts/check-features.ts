import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./launch/paths";
import { type RanTest, resultFile, SEPARATOR } from "./launch/results";

/** A row of the table: the feature's identifier and the tests named in its last cell. */
type Row = { line: number; id: string; tests: { path: string; title: string }[] };

const IDENTIFIER = /^[A-Z]{1,3}\d{1,3}[a-z]?$/;
const TEST_PATH = /^[\w./()[\]-]+\.(?:test|spec)\.tsx?$/;

/** Cells of a table's row; a backslash keeps a bar inside its cell. */
function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function testsOf(cell: string): Row["tests"] {
  return cell.split(/<br\s*\/?>/).flatMap((text) => {
    const [path = "", ...title] = text
      .replaceAll("`", "")
      .trim()
      .split(/\s+›\s+/);
    return TEST_PATH.test(path) ? [{ path, title: title.join(SEPARATOR) }] : [];
  });
}

/** Rows of the tables in the document whose first cell is an identifier. */
export function readRows(markdown: string): Row[] {
  return markdown.split("\n").flatMap((text, index) => {
    if (!text.trim().startsWith("|")) return [];
    const cells = cellsOf(text);
    const id = (cells[0] ?? "").replaceAll("`", "").replaceAll("*", "");
    if (!IDENTIFIER.test(id)) return [];
    return [{ line: index + 1, id, tests: testsOf(cells.at(-1) ?? "") }];
  });
}

/** A title names the whole path of names, or the end of it. */
function isNamed(test: RanTest, path: string, title: string): boolean {
  const ends = test.title === title || test.title.endsWith(`${SEPARATOR}${title}`);
  return test.file === path && ends;
}

/**
 * What is wrong with the table of features, in words: a row without a test, a test that does not
 * exist, did not run, or did not pass. Empty: all is proven.
 */
export function checkFeatures(
  markdown: string,
  ran: RanTest[],
  exists: (path: string) => boolean,
): string[] {
  const rows = readRows(markdown);
  if (rows.length === 0) return ["docs/features.md has no row with an identifier"];
  return rows.flatMap(({ line, id, tests }) => {
    const at = `docs/features.md:${line} ${id}`;
    if (tests.length === 0) return [`${at}: names no test (path › title)`];
    return tests.flatMap(({ path, title }) => {
      const name = `${path} › ${title}`;
      if (title === "") return [`${at}: ${path} without a title`];
      if (!exists(path)) return [`${at}: ${path} does not exist`];
      const found = ran.filter((test) => isNamed(test, path, title));
      if (found.length === 0) return [`${at}: ${name} did not run`];
      const red = found.filter((test) => test.status !== "passed");
      return red.length === 0 ? [] : [`${at}: ${name} ${red[0]?.status}`];
    });
  });
}

/** `tsx scripts/check-features.ts`: against the list of the last whole run. */
function main(): void {
  const ran = JSON.parse(readFileSync(resultFile("ran"), "utf8")) as RanTest[];
  const markdown = readFileSync(join(root, "docs", "features.md"), "utf8");
  const problems = checkFeatures(markdown, ran, (path) => existsSync(join(root, path)));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "every feature is proven" : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("check-features.ts")) main();
