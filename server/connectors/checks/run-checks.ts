import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import type { CheckRun, CheckRunner } from "@/server/kernel/check-runner";

const LINES_MAX = 400;
/** `npm run verify`; nothing of it is anybody's to say. */
const PROGRAM = join("scripts", "verify.mjs");
/** What a program needs to find its way; keys and passwords of ours are not among it. */
const PASSED_ON = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"];

interface Options {
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Below `root`; another one in tests. */
  program?: string;
}

interface Run extends CheckRun {
  child: ChildProcess;
}

/** The whole group: the checks start programs of their own. */
function endGroup({ pid }: ChildProcess): void {
  if (!pid) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGTERM");
  } catch {
    // It ended by itself.
  }
}

/** null where the program came without what it is checked by. */
export function makeCheckRunner({ root, env, program = PROGRAM }: Options): CheckRunner | null {
  if (!existsSync(join(root, program))) return null;
  let run: Run | null = null;
  process.once("exit", () => run?.isRunning && endGroup(run.child));
  return {
    start() {
      if (run?.isRunning) return false;
      run = begin({ root, env, program });
      return true;
    },
    stop() {
      if (!run?.isRunning) return;
      run.isStopped = true;
      endGroup(run.child);
    },
    state() {
      if (!run) return null;
      const { child: _, lines, ...rest } = run;
      return { ...rest, lines: [...lines] };
    },
  };
}

function begin({ root, env, program }: Required<Options>): Run {
  const passed = PASSED_ON.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  const child = spawn(process.execPath, [join(root, program)], {
    cwd: root,
    // Of our own mode it is told nothing either: tests would run as the program that is served.
    env: { ...Object.fromEntries(passed), CI: "1" } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const started = { isRunning: true, startedAt: new Date(), endedAt: null, isGreen: null };
  const run: Run = { ...started, isStopped: false, lines: [], child };
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue;
    createInterface({ input: output }).on("line", (raw) => {
      const line = stripVTControlCharacters(raw).trimEnd();
      if (line === "") return;
      run.lines.push(line);
      if (run.lines.length > LINES_MAX) run.lines.shift();
    });
  }
  const end = (isGreen: boolean) => {
    if (!run.isRunning) return;
    Object.assign(run, { isRunning: false, endedAt: new Date() });
    if (!run.isStopped) run.isGreen = isGreen;
  };
  child.once("error", (error) => {
    run.lines.push(error.message);
    end(false);
  });
  child.once("close", (code) => end(code === 0));
  return run;
}
