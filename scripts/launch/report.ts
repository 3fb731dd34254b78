import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ReportScope, SavedReport } from "../../server/domain/help/report";
import { root } from "./paths";
import { type RanTest, resultFile } from "./results";

/** What was asked to run: everything, or a part, perhaps narrowed to some files. */
export interface Asked {
  scope: ReportScope;
  filter: string[];
}

function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    // An install without git; the report says that nobody knows what it is of.
    return null;
  }
}

/**
 * Keeps what ran for the page that shows it: a whole run as test-results/report.json, a part beside
 * it, so that one file tried by hand does not pass off as the state of everything.
 */
export function saveReport(asked: Asked, startedAt: Date, ran: readonly RanTest[]): void {
  const changed = git("status", "--porcelain");
  const report: SavedReport = {
    ...asked,
    commit: git("rev-parse", "HEAD"),
    isChanged: changed === null ? null : changed !== "",
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    tests: [...ran],
  };
  const file = resultFile(asked.scope === "all" ? "report" : "report-part");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report)}\n`);
}
