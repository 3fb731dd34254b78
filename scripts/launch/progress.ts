import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { checkInterrupted, Interrupted, startChild, waitFor } from "./lifecycle";
import { dataFolder, type Environment, root } from "./paths";

/** A step that failed; `output` holds the last lines of what it wrote. */
export class StageError extends Error {
  constructor(
    message: string,
    readonly output = "",
  ) {
    super(message);
  }
}

const REDRAW_MS = 250;
const HEARTBEAT_MS = 20_000;
const TAIL_LINES = 40;

const started = performance.now();
const stream = () => (quiet ? process.stderr : process.stdout);
let quiet = false;

/** Progress goes to standard error: standard output belongs to the result. */
export function reportToStandardError(): void {
  quiet = true;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export function print(line = ""): void {
  clearLine();
  stream().write(`${line}\n`);
}

function clearLine(): void {
  if (stream().isTTY) stream().write("\r\u001b[2K");
}

/** What a running step may say about itself. */
export type Say = (detail: string) => void;

/**
 * Runs one step and shows it: in a terminal one line that counts the seconds, elsewhere a line at
 * the end and a sign of life now and then. The answer of the work, when text, is shown.
 */
export async function stage<T>(name: string, work: (say: Say) => Promise<T>): Promise<T> {
  checkInterrupted();
  const from = performance.now();
  let detail = "";
  const line = () => {
    const time = seconds(performance.now() - from);
    return `  ${name.padEnd(16)} ${[detail, time].filter(Boolean).join(", ")}`;
  };
  const isTerminal = stream().isTTY;
  const draw = () => {
    clearLine();
    stream().write(line().slice(0, (stream().columns || 80) - 1));
  };
  const timer = isTerminal
    ? setInterval(draw, REDRAW_MS)
    : setInterval(() => print(`${line()} ...`), HEARTBEAT_MS);
  try {
    const result = await work((words) => {
      detail = words;
    });
    if (typeof result === "string") detail = result;
    clearInterval(timer);
    print(line());
    return result;
  } catch (error) {
    clearInterval(timer);
    detail = "FAILED";
    if (!(error instanceof Interrupted)) print(line());
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Seconds since the command began. */
export const elapsed = (): string => seconds(performance.now() - started);

export function logFile(name: string): string {
  const folder = join(dataFolder(), "logs");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.log`);
}

export type Program = {
  /** Name of the log file. */
  name: string;
  args: string[];
  env?: Environment;
  /** What to do with each line while it runs. */
  onLine?: (line: string) => void;
};

/**
 * Runs a Node program to its end with its output in a log file. Throws StageError with the last
 * lines when it fails.
 */
export async function runProgram(program: Program): Promise<void> {
  const log = logFile(program.name);
  writeFileSync(log, "");
  const child = startChild(process.execPath, program.args, {
    cwd: root,
    env: { ...process.env, ...program.env },
    stdio: "pipe",
  });
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue;
    output.on("data", (data: Buffer) => appendFileSync(log, data));
    createInterface({ input: output }).on("line", (raw) => {
      const line = stripVTControlCharacters(raw).trimEnd();
      if (line === "") return;
      lines.push(line);
      if (lines.length > TAIL_LINES) lines.shift();
      program.onLine?.(line);
    });
  }
  const code = await waitFor(child);
  if (code !== 0) {
    throw new StageError(`${program.name} ended with ${code}; all of it: ${log}`, lines.join("\n"));
  }
}

/** Runs a Node program that speaks to the person itself; answers its exit code. */
export async function showProgram(args: string[], env?: Environment): Promise<number> {
  const child = startChild(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return await waitFor(child);
}

/** The words for a failure: what, and the tail of what it wrote. */
export function explain(error: unknown): string {
  if (error instanceof StageError && error.output) return `${error.output}\n\n${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
