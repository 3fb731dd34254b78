import type { ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tailOf } from "../embedded-postgres/server";
import { atEnd, checkInterrupted, startChild, stopChild } from "./lifecycle";
import { type Environment, root } from "./paths";
import { logFile, print, runProgram, StageError } from "./progress";
import { claimPort } from "./server";

/** Where the example module will be, decided before Saldo starts: Saldo has to be told. */
export interface LoanModulePlace {
  url: string;
  host: string;
  port: number;
  folder: string;
  /** What Saldo's server needs to know. */
  env: Record<string, string>;
}

const DEFAULT_PORT = 4100;
const READY_LIMIT_MS = 30_000;
const RESTART_MS = 1_000;
/** One that falls so often within a minute falls for a reason. */
const FALLS_MAX = 5;

/**
 * Chooses a port for the module (LOAN_MODULE_PORT, else 4100, else any; 0 asks for any) and writes the
 * customer's file of the demo with that address in it, where the install does not have its own folder.
 */
export async function placeLoanModule(
  dataFolder: string,
  wanted = Number(process.env.LOAN_MODULE_PORT || DEFAULT_PORT),
): Promise<LoanModulePlace> {
  const port = (await claimPort(wanted)) ?? (await claimPort(0));
  if (port === null) throw new StageError("There is no free port for the loan module.");
  const host = `127.0.0.1:${port}`;
  const folder = join(dataFolder, "loan-module");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const named = process.env.SALDO_PRIVATE_HOSTS;
  const hosts = { SALDO_PRIVATE_HOSTS: named ? `${named},${host}` : host };
  const place = { url: `http://${host}`, host, port, folder };
  if (process.env.SALDO_CONFIG_FOLDER) return { ...place, env: hosts };
  const configFolder = join(dataFolder, "config");
  writeConfig(join(configFolder, "demo"), place.url);
  return { ...place, env: { ...hosts, SALDO_CONFIG_FOLDER: configFolder } };
}

/** The example file with the module's address: made anew at every start, as the port may be another. */
function writeConfig(folder: string, url: string): void {
  mkdirSync(folder, { recursive: true });
  const file = readFileSync(join(root, "examples", "config", "config.yaml"), "utf8");
  const draft = join(folder, "config.yaml.new");
  writeFileSync(draft, file.replaceAll("https://loan.example", url));
  renameSync(draft, join(folder, "config.yaml"));
}

/** Lets the module in (key, allow-list, file); `env` is the seed's. */
export async function admitLoanModule(place: LoanModulePlace, env: Environment): Promise<void> {
  await runProgram({
    name: "loan-module-access",
    args: ["--import", "tsx", "db/seed/loan-module.ts"],
    env: {
      ...{ ...env, ...place.env },
      ...{ LOAN_MODULE_HOST: place.host, LOAN_MODULE_ACCESS: accessFile(place) },
    },
  });
}

const accessFile = ({ folder }: LoanModulePlace): string => join(folder, "access.json");

/**
 * Starts the module as a process of its own and waits until it answers; one that falls is started again,
 * until the end. It learns of Saldo what any such program learns: an address, a key and a secret.
 */
export async function startLoanModule(place: LoanModulePlace, saldoUrl: string): Promise<void> {
  const { key, secret } = JSON.parse(readFileSync(accessFile(place), "utf8"));
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
    ...{ SALDO_URL: saldoUrl, SALDO_MODULE_KEY: key, SALDO_WEBHOOK_SECRETS: secret },
    ...{ LOAN_MODULE_PORT: String(place.port), LOAN_MODULE_FOLDER: place.folder },
  };
  const log = logFile("loan-module");
  const output = createWriteStream(log);
  const falls: number[] = [];
  let child: ChildProcess | null = null;
  let isEnding = false;
  const run = () => {
    const started = startChild(
      process.execPath,
      ["--import", "tsx", "examples/loan-module/main.ts"],
      {
        ...{ cwd: root, env: env as unknown as NodeJS.ProcessEnv, stdio: "pipe" },
      },
    );
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.pipe(output, { end: false });
    started.once("exit", () => {
      falls.push(performance.now());
      const recent = falls.filter((at) => at > performance.now() - 60_000);
      if (isEnding) return;
      if (recent.length >= FALLS_MAX) return print(gaveUp(log));
      setTimeout(() => !isEnding && run(), RESTART_MS).unref();
    });
  };
  atEnd(async () => {
    isEnding = true;
    if (child) await stopChild(child);
  });
  run();
  await untilReady(place, log);
}

/** Without it whoever presses a button of the module's would look for the fault in Saldo. */
export const gaveUp = (log: string): string =>
  `The loan module fell ${FALLS_MAX} times within a minute and stays down; its log: ${log}`;

async function untilReady({ url }: LoanModulePlace, log: string): Promise<void> {
  const end = performance.now() + READY_LIMIT_MS;
  for (;;) {
    checkInterrupted();
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > end) {
      throw new StageError(`The loan module does not answer; its log: ${log}`, tailOf(log, 30));
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
