import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import type { OfficeLimits } from "./office";

/** finished: it went to its end by itself; hung: stopped by us; crashed: it fell, or never stood. */
export type RunEnd = "finished" | "hung" | "crashed";

export interface Run {
  path: string;
  /** The working folder; `profile` and the names of the files stand in it. */
  folder: string;
  infilter: string;
  /** Relative to the folder. */
  files: readonly string[];
  limits: OfficeLimits;
}

/** Of what it says only that it says something is of interest. */
const LINE_OF_DOCUMENT = /convert /;

/**
 * Converts files into the folder's `out` and answers how that ended. The office gets none of our
 * environment, and its whole process group dies with it: the program proper is a child of a script.
 */
export function runOffice({ path, folder, infilter, files, limits }: Run): Promise<RunEnd> {
  const profile = pathToFileURL(`${folder}/profile`).href;
  const child = spawn(
    path,
    [
      "--headless",
      "--norestore",
      "--nologo",
      "--nodefault",
      "--nolockcheck",
      "--nofirststartwizard",
      `-env:UserInstallation=${profile}`,
      `--infilter=${infilter}`,
      "--convert-to",
      "pdf:writer_pdf_Export",
      "--outdir",
      "out",
      ...files,
    ],
    {
      cwd: folder,
      env: bareEnvironment(folder),
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  return endOf(child, limits, files.length);
}

/** UTC, or the length of the dates in a PDF would depend on where it was made. */
export const bareEnvironment = (home: string): NodeJS.ProcessEnv => ({
  NODE_ENV: "production",
  HOME: home,
  TMPDIR: home,
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LANG: "C.UTF-8",
  TZ: "UTC",
});

function endOf(child: ChildProcess, limits: OfficeLimits, count: number): Promise<RunEnd> {
  return new Promise((resolve) => {
    let isStopped = false;
    const stop = () => {
      isStopped = true;
      killGroup(child);
    };
    const whole = setTimeout(stop, limits.startMs + count * limits.averageMs);
    let silence = setTimeout(stop, limits.startMs);
    child.stdout?.on("data", (said: Buffer) => {
      if (isStopped || !LINE_OF_DOCUMENT.test(said.toString("latin1"))) return;
      clearTimeout(silence);
      silence = setTimeout(stop, limits.documentMs);
    });
    const end = (how: RunEnd) => {
      clearTimeout(whole);
      clearTimeout(silence);
      // What is left of the group of a process that fell or was stopped.
      killGroup(child);
      resolve(how);
    };
    child.once("error", () => end("crashed"));
    child.once("exit", (code) => {
      if (isStopped) end("hung");
      else end(code === 0 ? "finished" : "crashed");
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}
