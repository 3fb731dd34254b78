import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { identify, isSame, type ProcessIdentity } from "./processes";

/** Nobody stands in the takeover section longer than a few system calls. */
const TAKEOVER_STALE_MS = 10_000;
const WAIT_LIMIT_MS = 15 * 60_000;

type Holder = ProcessIdentity & { token: string };

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

/** Creates the lock whole or not at all: a link appears with its content, a write does not. */
function tryCreate(path: string, holder: Holder): boolean {
  const draft = `${path}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes a lock whose holder is dead. Two waiters may find that out together, and the slower
 * one would remove the faster one's fresh lock: hence a section that one of them enters, in
 * which the lock is read again.
 */
function removeIfDead(path: string): void {
  const section = `${path}.takeover`;
  try {
    mkdirSync(section);
  } catch {
    try {
      const ageMs = Date.now() - statSync(section).mtimeMs;
      if (ageMs > TAKEOVER_STALE_MS) rmSync(section, { recursive: true, force: true });
    } catch {
      // Gone meanwhile: the next round tries again.
    }
    return;
  }
  try {
    const holder = readHolder(path);
    if (holder && !isSame(holder)) rmSync(path, { force: true });
  } finally {
    rmSync(section, { recursive: true, force: true });
  }
}

/**
 * Runs the work while no other process holds the same lock file. The lock of a killed process
 * is taken over. Throws when a living process keeps it for a quarter of an hour.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const me = identify(process.pid);
  if (!me) throw new Error("This process cannot see itself: is /proc mounted?");
  const holder: Holder = { ...me, token: `${me.pid}.${Math.random().toString(36).slice(2)}` };
  const end = performance.now() + WAIT_LIMIT_MS;
  while (!tryCreate(path, holder)) {
    const other = readHolder(path);
    if (other && !isSame(other)) removeIfDead(path);
    if (performance.now() > end) {
      throw new Error(`Process ${other?.pid ?? "?"} has held ${path} for too long.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30));
  }
  try {
    return await work();
  } finally {
    if (readHolder(path)?.token === holder.token) rmSync(path, { force: true });
  }
}
