import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startTestCluster } from "../../db/testing/cluster";
import { checkFeatures } from "../check-features";
import { build } from "./build";
import { ensureChromium } from "./chromium";
import { serverEnvironment } from "./demo";
import { atEnd, Interrupted } from "./lifecycle";
import { admitLoanModule, placeLoanModule, startLoanModule } from "./loan-module";
import { type Environment, playwrightProgram, root } from "./paths";
import { explain, print, runProgram, StageError, showProgram, stage } from "./progress";
import { openRegisters } from "./registers";
import {
  collect,
  forget,
  type RanTest,
  readPlaywright,
  resultFile,
  tell,
  writeRan,
} from "./results";
import { claimPort, startServer } from "./server";
import { report, runVerify, runVitest } from "./verify";

const PARTS = ["unit", "db", "e2e"] as const;
type Part = (typeof PARTS)[number];

const isRed = (ran: RanTest[]) => ran.some((test) => test.status === "failed");

function hasBrowserTests(): boolean {
  const folder = join(root, "e2e");
  if (!existsSync(folder)) return false;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.some((name) => /\.(spec|test)\.ts$/.test(name));
}

/** A fresh database with the seed's data, and the built program serving it. */
async function startProgram(): Promise<Environment> {
  const folder = join(root, "test-results", "data");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { server } = await stage("database", async () => {
    const cluster = await startTestCluster(process.env.TEST_DATABASE_URL || undefined);
    atEnd(cluster.discard);
    return cluster;
  });
  // The template itself serves: nothing is copied from it in this run.
  const inTemplate = (url: string) => Object.assign(new URL(url), { pathname: server.template });
  const urls = {
    ownerUrl: inTemplate(server.ownerUrl).toString(),
    appUrl: inTemplate(server.appUrl).toString(),
  };
  const port = await claimPort(0);
  if (port === null) throw new StageError("There is no free port.");
  const address = `http://localhost:${port}`;
  const module = await placeLoanModule(folder, 0);
  const env = {
    ...{ ...serverEnvironment(folder, urls, address), ...module.env },
    ...{ NEXTAUTH_URL: address, SALDO_MODE: "test" },
    // What is seen must not depend on the machine, and a word processor takes seconds: its road has
    // tests of its own.
    SOFFICE_PATH: process.env.SOFFICE_PATH ?? join(folder, "no-word-processor"),
    // Mailboxes and mail servers of the journeys stand on this machine, registers too.
    SALDO_PRIVATE_FEEDS: "1",
    SALDO_REGISTERS_URL: (await openRegisters()).url,
  };
  await stage("test data", (say) =>
    runProgram({
      name: "seed-e2e",
      args: ["--import", "tsx", "db/seed/demo.ts"],
      env: { ...env, DATABASE_OWNER_URL: urls.ownerUrl, SALDO_SEED: "e2e" },
      onLine: (line) => say(line.trim()),
    }),
  );
  await stage("loan module", async () => {
    await admitLoanModule(module, { ...env, DATABASE_OWNER_URL: urls.ownerUrl });
    await startLoanModule(module, `http://127.0.0.1:${port}`);
  });
  await stage("server", async () => {
    await startServer({ mode: "production", port, env, log: "server-e2e" });
  });
  return {
    ...env,
    LOAN_MODULE_URL: module.url,
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_ADMIN_URL: inTemplate(server.adminUrl).toString(),
    E2E_BASE_URL: address,
  };
}

async function runBrowserTests(filter: string[]): Promise<RanTest[]> {
  if (!hasBrowserTests()) {
    print("There are no browser tests in e2e/.");
    return [];
  }
  let chromium = "";
  await stage("browser", async (say) => {
    chromium = await ensureChromium(say);
    return chromium;
  });
  await stage("build", build);
  const env = await startProgram();
  forget("e2e");
  const code = await showProgram([playwrightProgram, "test", "--reporter=list,json", ...filter], {
    ...env,
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile("e2e"),
  });
  return collect("e2e", code, readPlaywright);
}

/** The table of features names tests that exist, ran and passed. */
function runFeatureCheck(ran: RanTest[]): RanTest[] {
  const file = join(root, "docs", "features.md");
  const problems = existsSync(file)
    ? checkFeatures(readFileSync(file, "utf8"), ran, (path) => existsSync(join(root, path)))
    : ["docs/features.md is missing"];
  for (const problem of problems) print(`  ${problem}`);
  if (problems.length === 0) return [];
  const title = `${problems.length} problems`;
  return [{ file: "docs/features.md", title, status: "failed", stage: "features" }];
}

/** A stage that crashes counts as one failed test, and the others still run. */
async function guarded(name: string, work: () => Promise<RanTest[]>): Promise<RanTest[]> {
  print(`\n${name}`);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    print(explain(error));
    return [{ file: name, title: "(the stage itself)", status: "failed" }];
  }
}

async function runAll(): Promise<RanTest[]> {
  const ran = await guarded("Checks and unit tests", () => runVerify());
  // A red check never waits for a browser.
  if (isRed(ran)) return ran;
  ran.push(...(await guarded("Database tests", () => runVitest("db", []))));
  ran.push(...(await guarded("Browser tests", () => runBrowserTests([]))));
  ran.push(...(await guarded("Features", async () => runFeatureCheck(ran))));
  return ran;
}

async function runPart(part: Part, filter: string[]): Promise<RanTest[]> {
  if (part === "e2e") return await guarded("Browser tests", () => runBrowserTests(filter));
  return await guarded(`${part} tests`, () => runVitest(part, filter));
}

/**
 * `npm test`, or `npm test -- unit|db|e2e <filter>` for a part. The list of all that ran goes to
 * test-results/ran.json.
 */
export async function test([part, ...filter]: string[]): Promise<void> {
  const known = PARTS.find((name) => name === part);
  await report({ scope: known ?? "all", filter }, async () => {
    if (part && !known) throw new StageError(`Parts are ${PARTS.join(", ")}; "${part}" is none.`);
    const ran = known ? await runPart(known, filter) : await runAll();
    writeRan(ran);
    for (const line of tell(ran)) print(line);
    print();
    return ran;
  });
}
