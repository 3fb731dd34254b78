import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process told apart from a later one that was given the same number. */
export type ProcessIdentity = { pid: number; startedAs: string };

/**
 * State letter and start time of a process, or null when there is none.
 * Linux reads /proc; elsewhere `ps` is asked, which every Unix has.
 */
function readProcess(pid: number): { state: string; startedAs: string } | null {
  if (process.platform === "linux") {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "latin1");
      // The command name stands in parentheses and may itself contain any of them.
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return { state: fields[0] ?? "?", startedAs: fields[19] ?? "" };
    } catch {
      return null;
    }
  }
  if (process.platform === "win32") {
    try {
      process.kill(pid, 0);
      return { state: "?", startedAs: "" };
    } catch {
      return null;
    }
  }
  try {
    const line = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return line ? { state: line[0] ?? "?", startedAs: line.slice(1).trim() } : null;
  } catch {
    return null;
  }
}

/**
 * Is a process with this number running? A zombie is not: it answers signals for as long as its
 * parent does not collect it, which in a container may be for ever.
 */
export function isRunning(pid: number): boolean {
  const found = pid > 0 ? readProcess(pid) : null;
  return found !== null && found.state !== "Z" && found.state !== "X";
}

/** Identity of a running process; null when it is gone. */
export function identify(pid: number): ProcessIdentity | null {
  const found = readProcess(pid);
  return found && isRunning(pid) ? { pid, startedAs: found.startedAs } : null;
}

/** Is exactly this process still running (not another one under its old number)? */
export function isSame(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAs === identity.startedAs;
}

/**
 * Does the running process serve this data folder? Its working folder says so even after the
 * folder was moved; where that cannot be read (other user, other system) its arguments do.
 */
export function servesFolder(pid: number, folder: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(folder);
      } catch {
        return false;
      }
    }
  }
  if (process.platform === "win32") return true;
  try {
    const args = ["-o", "command=", "-p", String(pid)];
    return execFileSync("ps", args, { encoding: "utf8" }).includes(folder);
  } catch {
    return false;
  }
}

/** Running processes whose working folder is this one: a postmaster and its children. */
export function processesIn(folder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && isRunning(pid);
      } catch {
        return false;
      }
    });
}

/** Asks until the condition holds; false when the time is over. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return true;
}
