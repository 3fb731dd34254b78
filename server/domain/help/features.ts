/** How names of suites and tests are joined to the whole name of a test. */
const SEPARATOR = " › ";

/** A row of docs/features.md: the capability and the tests named in its last cell. */
export interface FeatureRow {
  line: number;
  id: string;
  /** In our words. */
  text: string;
  tests: { path: string; title: string }[];
}

const IDENTIFIER = /^[A-Z]{1,3}\d{1,3}[a-z]?$/;
const TEST_PATH = /^[\w./()[\]-]+\.(?:test|spec)\.tsx?$/;

/** Cells of a table's row; a backslash keeps a bar inside its cell. */
function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function testsOf(cell: string): FeatureRow["tests"] {
  return cell.split(/<br\s*\/?>/).flatMap((text) => {
    const [path = "", ...title] = text
      .replaceAll("`", "")
      .trim()
      .split(/\s+›\s+/);
    return TEST_PATH.test(path) ? [{ path, title: title.join(SEPARATOR) }] : [];
  });
}

/** Rows of the tables in the document whose first cell is an identifier. */
export function readRows(markdown: string): FeatureRow[] {
  return markdown.split("\n").flatMap((line, index) => {
    if (!line.trim().startsWith("|")) return [];
    const cells = cellsOf(line);
    const id = (cells[0] ?? "").replaceAll("`", "").replaceAll("*", "");
    if (!IDENTIFIER.test(id)) return [];
    const text = cells[1] ?? "";
    return [{ line: index + 1, id, text, tests: testsOf(cells.at(-1) ?? "") }];
  });
}

/** A title names the whole path of names, or the end of it. */
export function isNamed(test: { file: string; title: string }, path: string, title: string) {
  const ends = test.title === title || test.title.endsWith(`${SEPARATOR}${title}`);
  return test.file === path && ends;
}
