import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { bundledProgram } from "@/server/domain/testing";
import { openEmbedded } from "../embedded";
import { MORTAL_LEASE_MS, mortalFunctions } from "../testing/mortal";

const RUNS = 120;
const KILLS = 4;
const STEPS = ["a", "b", "c", "d"];

const { appUrl, adminUrl } = await testDatabase();
const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
const db = connect(appUrl, { poolMax: 3 });
const folder = mkdtempSync(join(tmpdir(), "saldo-mortal-"));
const file = join(folder, "lines");
writeFileSync(file, "");
const program = await bundledProgram("inngest/testing/mortal.ts");
const living = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of living) child.kill("SIGKILL");
  await db.end();
  await admin.end();
  rmSync(folder, { recursive: true });
});

/** A process that runs functions once it is told to. */
function prepare(): Promise<ChildProcess> {
  const order = JSON.stringify({ appUrl, file });
  const child = spawn(process.execPath, [program, order], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  living.add(child);
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", () => resolve(child));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the process ended: ${code}`)));
  });
}

/** Two processes that begin at the same time. */
async function beginTwo(): Promise<ChildProcess[]> {
  const children = await Promise.all([prepare(), prepare()]);
  for (const child of children) child.stdin?.write("go\n");
  return children;
}

function kill(child: ChildProcess): Promise<number> {
  living.delete(child);
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve(child.pid ?? 0));
    child.kill("SIGKILL");
  });
}

const lines = () =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, run, step, what] = line.split(" ");
      return { pid: Number(pid), key: `${run} ${step}`, isBegin: what === "begin" };
    });

const counts = async () => {
  const [row] = await admin<{ done: number; open: number }[]>`
    select count(*) filter (where state = 'done')::int as done,
           count(*) filter (where ended_at is null)::int as open from clock_runs`;
  return row;
};

it("killed again and again, loses no run, and runs no step beside itself", async () => {
  const log = { info: () => undefined, error: () => undefined };
  const executor = await openEmbedded({ db, log, leaseMs: MORTAL_LEASE_MS }, mortalFunctions(file));
  await executor.send(
    Array.from({ length: RUNS }, (_, n) => ({ name: "mortal/begin", data: { n } })),
  );
  const killed = new Set<number>();
  const isAtWork = ({ pid }: ChildProcess) => lines().some((line) => line.pid === pid);
  for (let round = 0; round < KILLS; round += 1) {
    const children = await beginTwo();
    // Killed in the middle of work, at another point each time.
    await expect.poll(() => children.every(isAtWork), { timeout: 20_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
    for (const child of children) killed.add(await kill(child));
  }
  expect((await counts())?.done).toBeLessThan(RUNS);
  const survivors = await beginTwo();
  await expect.poll(counts, { timeout: 60_000, interval: 100 }).toEqual({ done: RUNS, open: 0 });

  const byStep = new Map<string, ReturnType<typeof lines>>();
  for (const line of lines()) byStep.set(line.key, [...(byStep.get(line.key) ?? []), line]);
  expect(byStep.size).toBe(RUNS * STEPS.length);
  let died = 0;
  for (const [key, own] of byStep) {
    expect(
      own.some(({ isBegin }) => !isBegin),
      `${key} was done`,
    ).toBe(true);
    const begins = own.filter(({ isBegin }) => isBegin).map(({ pid }) => pid);
    // Whoever began before the last one died at it: nobody began twice, or beside the living.
    expect(new Set(begins).size, key).toBe(begins.length);
    expect(
      begins.slice(0, -1).every((pid) => killed.has(pid)),
      key,
    ).toBe(true);
    died += begins.length - 1;
  }
  expect(died).toBeGreaterThan(0);
  await Promise.all(survivors.map(kill));
}, 180_000);
