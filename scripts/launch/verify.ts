import { endAll, Interrupted, listenForSignals } from "./lifecycle";
import { biomeProgram, nextProgram, tscProgram, vitestProgram } from "./paths";
import { explain, print, runProgram, showProgram, stage } from "./progress";
import { type Asked, saveReport } from "./report";
import { collect, forget, type RanTest, readVitest, resultFile, summary } from "./results";

/** Checks that need neither database nor browser; each is quick. */
const checks = [
  // Types of deleted routes linger and make the compiler fail.
  { name: "routes", args: [nextProgram, "typegen"] },
  { name: "types", args: [tscProgram, "--noEmit"] },
  { name: "style", args: [biomeProgram, "check", "--error-on-warnings", "."] },
];

/** Vitest's projects of a part. */
const PROJECTS = { unit: "unit*", db: "db*" } as const;

/** Runs one part's vitest projects; answers its tests. */
export async function runVitest(part: keyof typeof PROJECTS, filter: string[]): Promise<RanTest[]> {
  forget(part);
  const reporters = ["--reporter=default", "--reporter=json"];
  const code = await showProgram([
    ...[vitestProgram, "run", "--project", PROJECTS[part], "--passWithNoTests", ...reporters],
    ...[`--outputFile.json=${resultFile(part)}`, ...filter],
  ]);
  return collect(part, code, readVitest);
}

/** The checks, as tests: each that fails counts as one failed. */
export async function runChecks(): Promise<RanTest[]> {
  const failed: RanTest[] = [];
  for (const { name, args } of checks) {
    try {
      await stage(name, () => runProgram({ name, args, env: { NEXT_TELEMETRY_DISABLED: "1" } }));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      print(explain(error));
      failed.push({ file: "verify", title: name, status: "failed", stage: "checks" });
    }
  }
  return failed;
}

/** The checks and the unit tests. */
export async function runVerify(filter: string[] = []): Promise<RanTest[]> {
  const failed = await runChecks();
  return [...failed, ...(await runVitest("unit", filter))];
}

/** Runs work that answers tests, saves and prints what came of it, and ends with the right exit code. */
export async function report(asked: Asked, work: () => Promise<RanTest[]>): Promise<void> {
  listenForSignals();
  const startedAt = new Date();
  let ran: RanTest[] = [];
  let isInterrupted = false;
  try {
    ran = await work();
  } catch (error) {
    isInterrupted = error instanceof Interrupted;
    print(explain(error));
    ran.push({ file: "run", title: explain(error), status: "failed" });
  }
  await endAll();
  // What was stopped half-way says nothing of the rest.
  if (!isInterrupted) saveReport(asked, startedAt, ran);
  print(summary(ran));
  const isRed = ran.some((test) => test.status === "failed");
  process.exit(isInterrupted ? 130 : isRed ? 1 : 0);
}

/** `npm run verify` */
export async function verify(): Promise<void> {
  await report({ scope: "verify", filter: [] }, () => runVerify());
}
