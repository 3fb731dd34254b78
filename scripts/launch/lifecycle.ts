import { type ChildProcess, spawn } from "node:child_process";
import { type Keeper, startKeeper } from "../embedded-postgres/keeper";
import { isRunning, waitUntil } from "../embedded-postgres/processes";

/** The person (or the system) asked us to stop while something was still being done. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
  }
}

const SIGNALS: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** npm repeats a terminal's Ctrl-C to us; only a later one is a second wish. */
const REPEAT_MS = 1500;
const STOP_LIMIT_MS = 10_000;
const PARENT_CHECK_MS = 500;

type Cleanup = () => Promise<void> | void;

const cleanups: Cleanup[] = [];
const children = new Set<ChildProcess>();
let interruption: NodeJS.Signals | null = null;
let keeper: Keeper | null = null;
let listeners: (() => void)[] = [];

/** Done at the end, the last added first. */
export function atEnd(cleanup: Cleanup): void {
  cleanups.push(cleanup);
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Listens for Ctrl-C and its kin: children are told, waits end, and clean-ups follow. */
export function listenForSignals(): void {
  let firstAt = 0;
  const interrupt = (signal: NodeJS.Signals) => {
    if (interruption === null) {
      interruption = signal;
      firstAt = performance.now();
      for (const listener of listeners) listener();
      return;
    }
    if (performance.now() - firstAt < REPEAT_MS) return;
    for (const child of children) killGroup(child, "SIGKILL");
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  watchNpm(() => interrupt("SIGTERM"));
}

/**
 * A signal sent to npm ends npm and the shell below it, but not us, who are below that shell. Its
 * end shows by our getting another parent.
 */
function watchNpm(onEnd: () => void): void {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onEnd();
  }, PARENT_CHECK_MS);
  timer.unref();
}

/** Throws when we were asked to stop. */
export function checkInterrupted(): void {
  if (interruption) throw new Interrupted(interruption);
}

/** Resolves when we are asked to stop. */
export function untilInterrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const tell = () => interruption && resolve(interruption);
    listeners.push(tell);
    tell();
  });
}

export type ChildOptions = {
  env?: NodeJS.ProcessEnv;
  cwd: string;
  stdio: "inherit" | "pipe";
};

/**
 * Starts a program in a process group of its own: Ctrl-C reaches us alone, and we end the others in
 * the right order. Should we be killed, the keeper ends it.
 */
export function startChild(file: string, args: string[], options: ChildOptions): ChildProcess {
  checkInterrupted();
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", options.stdio, options.stdio],
    detached: process.platform !== "win32",
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  child.once("error", () => children.delete(child));
  keeper ??= startKeeper();
  if (child.pid) keeper.endProcess(child.pid, { group: true });
  return child;
}

/** Ends a child and all it started: politely, then not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (!pid) return;
  killGroup(child, "SIGTERM");
  if (!(await waitUntil(() => !isRunning(pid), STOP_LIMIT_MS))) killGroup(child, "SIGKILL");
  // Its own children may outlive it by a moment, or for good.
  await waitUntil(() => !isRunning(pid), STOP_LIMIT_MS);
  killGroup(child, "SIGKILL");
}

/** Waits for a child; a wish to stop ends it. Answers its exit code (signals count as 1). */
export async function waitFor(child: ChildProcess): Promise<number> {
  const onInterrupt = () => void stopChild(child);
  listeners.push(onInterrupt);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    });
  } finally {
    listeners = listeners.filter((listener) => listener !== onInterrupt);
    checkInterrupted();
  }
}

/** Is there anything to end? */
export const hasStarted = (): boolean => cleanups.length > 0 || children.size > 0;

/** Ends children, runs the clean-ups, says goodbye to the keeper. Never throws. */
export async function endAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) {
    try {
      await cleanup();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  }
  await Promise.all([...children].map(stopChild));
  await keeper?.dismiss();
  keeper = null;
}
