import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { authorize, type OperatorContext } from "../context";
import { isNamed, readRows } from "./features";
import { type SavedReport, type SavedTest, savedReport } from "./report";

/** The program always starts in its own folder. */
const ROOT = process.cwd();
const FILES = [
  join("test-results", "report.json"),
  join("test-results", "report-part.json"),
] as const;
const run = promisify(execFile);

export interface ShownReport extends Omit<SavedReport, "tests"> {
  /** Whether it is of the files that stand here; null: nobody knows. */
  isOfThisVersion: boolean | null;
  files: ReportFile[];
}

export interface ReportFile {
  /** "server/domain/claims/interest.test.ts" */
  file: string;
  /** "unit", "db", "e2e"; where it is not known "". */
  stage: string;
  tests: Omit<SavedTest, "file" | "stage">[];
}

export interface FeatureProof {
  id: string;
  text: string;
  /** null: the test is not in the report. */
  tests: { path: string; title: string; status: SavedTest["status"] | null }[];
}

export interface SavedResults {
  /** null: nothing was saved here yet. */
  report: ShownReport | null;
  features: FeatureProof[];
}

async function textOf(root: string, file: string): Promise<string | null> {
  try {
    return await readFile(join(root, file), "utf8");
  } catch {
    return null;
  }
}

/** The last whole run; a part's only where nothing whole was saved. null: none that can be read. */
async function lastReport(root: string): Promise<SavedReport | null> {
  for (const file of FILES) {
    const text = await textOf(root, file);
    if (text === null) continue;
    try {
      return savedReport.parse(JSON.parse(text));
    } catch {
      // Cut off half-way, or of another version: as good as none.
    }
  }
  return null;
}

/** The commit that stands here; null where there is no git, or files differ from it. */
async function presentCommit(root: string): Promise<string | null> {
  try {
    const [{ stdout: commit }, { stdout: changes }] = await Promise.all([
      run("git", ["rev-parse", "HEAD"], { cwd: root }),
      run("git", ["status", "--porcelain"], { cwd: root }),
    ]);
    return changes.trim() === "" ? commit.trim() : null;
  } catch {
    return null;
  }
}

function byFile(tests: readonly SavedTest[]): ReportFile[] {
  const files = new Map<string, ReportFile>();
  for (const { file, stage = "", ...test } of tests) {
    const known = files.get(file) ?? { file, stage, tests: [] };
    known.tests.push(test);
    files.set(file, known);
  }
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function shown(report: SavedReport, here: string | null): ShownReport {
  const { tests, ...rest } = report;
  const isKnown = here !== null && report.commit !== null && report.isChanged !== null;
  const isSame = report.commit === here && report.isChanged === false;
  return { ...rest, isOfThisVersion: isKnown ? isSame : null, files: byFile(tests) };
}

function proofs(markdown: string, report: SavedReport | null): FeatureProof[] {
  const ran = new Map<string, SavedTest[]>();
  for (const test of report?.tests ?? []) {
    const list = ran.get(test.file);
    if (list) list.push(test);
    else ran.set(test.file, [test]);
  }
  return readRows(markdown).map(({ id, text, tests }) => ({
    ...{ id, text },
    tests: tests.map(({ path, title }) => {
      const found = (ran.get(path) ?? []).filter((test) => isNamed(test, path, title));
      const worst = found.find(({ status }) => status !== "passed") ?? found[0];
      return { path, title, status: worst?.status ?? null };
    }),
  }));
}

/**
 * The last saved run of the tests, and each promised capability with the tests that prove it and how
 * they ended. `root` is another folder in tests.
 */
export async function savedResults(ctx: OperatorContext, root = ROOT): Promise<SavedResults> {
  authorize(ctx, "checks:run");
  const [report, here, markdown] = await Promise.all([
    lastReport(root),
    presentCommit(root),
    textOf(root, join("docs", "features.md")),
  ]);
  return {
    report: report && shown(report, here),
    features: proofs(markdown ?? "", report),
  };
}
