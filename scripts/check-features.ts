import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNamed, readRows } from "../server/domain/help/features";
import { root } from "./launch/paths";
import { type RanTest, resultFile } from "./launch/results";

export { readRows };

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
