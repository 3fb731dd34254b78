import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CheckRunner } from "@/server/kernel/check-runner";
import { type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import type { SavedReport } from "./report";
import { checksState, startChecks, stopChecks } from "./run-checks";
import { savedResults } from "./saved-report";

const desk = await openDesk();
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A folder of a program, with what its tests left there. */
function placeOf(reports: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), "saldo-results-"));
  roots.push(root);
  for (const folder of ["docs", "test-results"]) mkdirSync(join(root, folder));
  const row = "| K73 | Results are shown. | `a.test.ts › shows` <br> `b.test.ts › never ran` |";
  writeFileSync(
    join(root, "docs", "features.md"),
    `| ID | what | by |\n| --- | --- | --- |\n${row}\n`,
  );
  for (const [name, content] of Object.entries(reports)) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(join(root, "test-results", name), text);
  }
  return root;
}

const report: SavedReport = {
  ...{ scope: "all", filter: [], commit: "abc", isChanged: false },
  ...{ startedAt: "2026-11-29T10:00:00.000Z", endedAt: "2026-11-29T10:20:00.000Z" },
  tests: [
    { file: "a.test.ts", title: "results › shows", status: "passed", stage: "unit", durationMs: 3 },
    { file: "a.test.ts", title: "results › hides", status: "failed", stage: "unit", message: "no" },
  ],
};

describe("the last saved report", () => {
  it("is told by files, with each capability and the tests that prove it", async () => {
    const admin = await (await desk.tenant()).operator();
    const { report: shown, features } = await savedResults(
      admin,
      placeOf({ "report.json": report }),
    );
    expect(shown).toMatchObject({ scope: "all", commit: "abc", isOfThisVersion: null });
    expect(shown?.files).toEqual([
      {
        ...{ file: "a.test.ts", stage: "unit" },
        tests: [
          { title: "results › shows", status: "passed", durationMs: 3 },
          { title: "results › hides", status: "failed", message: "no" },
        ],
      },
    ]);
    expect(features).toEqual([
      {
        ...{ id: "K73", text: "Results are shown." },
        tests: [
          { path: "a.test.ts", title: "shows", status: "passed" },
          { path: "b.test.ts", title: "never ran", status: null },
        ],
      },
    ]);
  });

  it("is a part's only where nothing whole was saved, and none where it cannot be read", async () => {
    const admin = await (await desk.tenant()).operator();
    const scopeOf = async (reports: Record<string, unknown>) =>
      (await savedResults(admin, placeOf(reports))).report?.scope ?? null;
    const part = { ...report, scope: "unit" };
    expect(await scopeOf({ "report.json": report, "report-part.json": part })).toBe("all");
    expect(await scopeOf({ "report-part.json": part })).toBe("unit");
    expect(await scopeOf({ "report.json": '{"scope":"all","te' })).toBeNull();
    expect(await scopeOf({})).toBeNull();
  });

  it("is the administrators' alone", async () => {
    const tenant = await desk.tenant();
    for (const role of ["supervisor", "operator", "readOnly"] as const) {
      const ctx = await tenant.operator(role);
      await expect(savedResults(ctx)).rejects.toMatchObject({ code: "access.forbidden" });
      await expect(startChecks(ctx)).rejects.toMatchObject({ code: "access.forbidden" });
      await expect(checksState(ctx)).rejects.toMatchObject({ code: "access.forbidden" });
    }
  });
});

/** Runs nothing; says what it was asked. */
function fakeRunner(): CheckRunner & { asked: string[] } {
  let isRunning = false;
  const asked: string[] = [];
  const state = () => ({
    ...{ isRunning, startedAt: new Date(), endedAt: null, isGreen: null, isStopped: false },
    lines: [],
  });
  return {
    asked,
    state,
    start() {
      if (isRunning) return false;
      isRunning = true;
      asked.push("start");
      return true;
    },
    stop() {
      isRunning = false;
      asked.push("stop");
    },
  };
}

describe("checks by a button", () => {
  const within = (ctx: OperatorContext, isCatching: boolean, checks: CheckRunner | null) => ({
    ...ctx,
    outside: { fioUrl: "", isPrivateAllowed: false, isCatching, checks },
  });

  it("are run in a demo, one at a time, and it stays known who did", async () => {
    const admin = await (await desk.tenant()).operator();
    const runner = fakeRunner();
    const demo = within(admin, true, runner);
    expect(await checksState(demo)).toMatchObject({ isOffered: true });
    await startChecks(demo);
    await expect(startChecks(demo)).rejects.toMatchObject({ code: "help.checks_running" });
    await stopChecks(demo);
    expect(runner.asked).toEqual(["start", "stop"]);
    const audit = await reading(admin, ({ sql }) => {
      return sql<{ action: string }[]>`
        select action from audit_entries where action like 'help.%' order by id`;
    });
    expect(audit.map(({ action }) => action)).toEqual(["help.start-checks", "help.stop-checks"]);
  });

  it("are never run where people work for real, nor where there are none", async () => {
    const admin = await (await desk.tenant()).operator();
    const runner = fakeRunner();
    for (const ctx of [within(admin, false, runner), within(admin, true, null), admin]) {
      expect(await checksState(ctx)).toEqual({ isOffered: false, run: null });
      await expect(startChecks(ctx)).rejects.toMatchObject({ code: "help.checks_not_here" });
    }
    expect(runner.asked).toEqual([]);
  });
});
