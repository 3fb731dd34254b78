import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeCheckRunner } from "./run-checks";

const root = mkdtempSync(join(tmpdir(), "saldo-checks-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function runnerOf(source: string) {
  writeFileSync(join(root, "checks.mjs"), source);
  const env = { PATH: "/usr/bin:/bin", SALDO_DATA_KEY: "secret of ours" };
  const runner = makeCheckRunner({ root, env, program: "checks.mjs" });
  if (!runner) throw new Error("there are no checks");
  return runner;
}

const isOver = { timeout: 10_000 };
const SLOW = "console.log('begun'); setInterval(() => undefined, 1000);";

describe("checks that are run by a button", () => {
  it("are told line by line, and whether they passed", async () => {
    const green = runnerOf("console.log('12 passed'); console.error('and a word');");
    expect(green.state()).toBeNull();
    expect(green.start()).toBe(true);
    await vi.waitFor(() => expect(green.state()?.isRunning).toBe(false), isOver);
    expect(green.state()).toMatchObject({ isGreen: true, isStopped: false });
    expect(green.state()?.lines.sort()).toEqual(["12 passed", "and a word"]);
    const red = runnerOf("process.exitCode = 1;");
    red.start();
    await vi.waitFor(() => expect(red.state()?.isGreen).toBe(false), isOver);
  });

  it("run one at a time, are stopped, and can be started again", async () => {
    const runner = runnerOf(SLOW);
    expect(runner.start()).toBe(true);
    expect(runner.start()).toBe(false);
    await vi.waitFor(() => expect(runner.state()?.lines).toEqual(["begun"]), isOver);
    runner.stop();
    await vi.waitFor(() => expect(runner.state()?.isRunning).toBe(false), isOver);
    expect(runner.state()).toMatchObject({ isGreen: null, isStopped: true });
    expect(runner.start()).toBe(true);
    runner.stop();
    await vi.waitFor(() => expect(runner.state()?.isRunning).toBe(false), isOver);
  });

  it("are told none of our secrets", async () => {
    const runner = runnerOf("console.log(Object.keys(process.env).join(' '));");
    runner.start();
    await vi.waitFor(() => expect(runner.state()?.isRunning).toBe(false), isOver);
    expect(runner.state()?.lines.join(" ")).toContain("PATH");
    expect(runner.state()?.lines.join(" ")).not.toMatch(/SALDO|NODE_ENV/);
  });

  it("are not there where the program came without them", () => {
    expect(makeCheckRunner({ root, env: {}, program: "missing.mjs" })).toBeNull();
  });
});
