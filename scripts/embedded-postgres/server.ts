import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Account, commandFor } from "./account";
import { type Binaries, environmentFor } from "./binaries";
import { isRunning, processesIn, servesFolder, waitUntil } from "./processes";
import { type Settings, serverSettings } from "./settings";

export type RunningServer = { pid: number; port: number };

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;
/** Recovery after a crash replays the log; it may take minutes and must not be cut short. */
const READY_LIMIT_MS = 10 * 60_000;
const STOP_LIMIT_MS = 60_000;
const PORT_TRIES = 8;

type PidFile = { pid: number; port: number; status: string };

/** The postmaster's own file: line 1 its number, 4 the port, 8 the state. */
function readPidFile(folder: string): PidFile | null {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return null;
  }
}

/** The server of this data folder when one runs, ready to be used; else null. */
export async function findServer(folder: string): Promise<RunningServer | null> {
  const found = readPidFile(folder);
  if (!found || !servesFolder(found.pid, folder)) return null;
  let latest: PidFile | null = found;
  const isReady = await waitUntil(() => {
    latest = readPidFile(folder);
    return latest === null || latest.status === "ready" || !isRunning(found.pid);
  }, READY_LIMIT_MS);
  if (!isReady) throw new Error(`The database in ${folder} does not become ready.`);
  if (latest?.status === "stopping") await waitUntil(() => !isRunning(found.pid), STOP_LIMIT_MS);
  return latest && isRunning(found.pid) ? { pid: found.pid, port: latest.port } : null;
}

/**
 * Clears what a killed server left. PostgreSQL itself removes the file of a process that is gone,
 * but refuses to start when the number answers: as a zombie, or as another program by now.
 */
async function clearRemains(folder: string): Promise<void> {
  // Backends of a killed postmaster end by themselves; while one lives, the data are not ours.
  const areGone = await waitUntil(() => processesIn(folder).length === 0, 15_000);
  if (!areGone) {
    for (const pid of processesIn(folder)) process.kill(pid, "SIGKILL");
    await waitUntil(() => processesIn(folder).length === 0, 5_000);
  }
  const left = readPidFile(folder);
  if (left && !servesFolder(left.pid, folder)) {
    rmSync(join(folder, "postmaster.pid"), { force: true });
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Last lines of a log, for error messages. */
export function tailOf(file: string, lines = 15): string {
  if (!existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

export type Launch = {
  account: Account;
  binaries: Binaries;
  folder: string;
  log: string;
  settings: Settings;
};

/**
 * Starts the server on a free port and waits until it answers. It stands in a session of its own,
 * so Ctrl-C in a terminal reaches the program first and the database only through it.
 */
export async function launch(options: Launch): Promise<RunningServer> {
  const { account, binaries, folder, log } = options;
  await clearRemains(folder);
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) renameSync(log, `${log}.old`);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const flags = Object.entries(serverSettings(options.settings)).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]);
    const args = ["-D", folder, "-p", String(port), ...flags];
    const command = commandFor(account, binaries.postgres, args);
    const start = existsSync(log) ? statSync(log).size : 0;
    const output = openSync(log, "a", 0o600);
    const child = spawn(command.file, command.args, {
      ...command.as,
      env: environmentFor(binaries),
      cwd: folder,
      detached: true,
      stdio: ["ignore", output, output],
      windowsHide: true,
    });
    closeSync(output);
    child.unref();
    let ended = "";
    child.once("error", (error) => {
      ended = error.message;
    });
    child.once("exit", (code, signal) => {
      ended ||= `it ended with ${signal ?? code}`;
    });
    await waitUntil(() => {
      const state = readPidFile(folder);
      return ended !== "" || (state?.pid === child.pid && state?.status === "ready");
    }, READY_LIMIT_MS);
    if (ended === "" && child.pid) return { pid: child.pid, port };
    const words = existsSync(log) ? readFileSync(log, "utf8").slice(start) : "";
    // Somebody else took the port between our asking and the server's binding it.
    if (attempt < PORT_TRIES && /could not bind|could not create any TCP/.test(words)) continue;
    throw new Error(`The database did not start: ${ended || "no answer"}.\n${tailOf(log)}`);
  }
}

/** Stops the server: politely (sessions are ended, data written), then by force. */
export async function stopServer(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isRunning(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(() => !isRunning(pid), STOP_LIMIT_MS)) return;
  }
}
