import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export interface Journal<E> {
  /** Returns when the entry is on the disk; throws when it is not, and then nothing is written. */
  append(entry: E): void;
  /** Replaces everything by these entries: all of them, or what was there before. */
  rewrite(entries: readonly E[]): void;
  /** Entries that stand in the file. */
  count(): number;
  close(): void;
}

/**
 * A file of JSON lines that survives a fall at any moment. What was told as written is on the disk. A
 * line that was torn by the fall is the last one and was never told as written, so it is cut off; a
 * broken line before it is damage, and the program does not start on it.
 */
export function openJournal<E>(path: string, onEntry: (entry: E) => void): Journal<E> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  for (const [at, line] of lines.entries()) onEntry(parse(line, { path, at }));
  // Only its owner may read it: it holds what people said about themselves.
  let file = openSync(path, "a", 0o600);
  let length = Buffer.byteLength(whole);
  let entries = lines.length;
  ftruncateSync(file, length);
  syncFolder(path);
  return {
    append(entry) {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      try {
        write(file, line);
      } catch (error) {
        // A full disk may have taken half of it.
        ftruncateSync(file, length);
        throw error;
      }
      length += line.length;
      entries += 1;
    },
    rewrite(kept) {
      const next = openSync(draft, "w", 0o600);
      const bytes = Buffer.from(kept.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      write(next, bytes);
      closeSync(next);
      renameSync(draft, path);
      syncFolder(path);
      closeSync(file);
      file = openSync(path, "a", 0o600);
      length = bytes.length;
      entries = kept.length;
    },
    count: () => entries,
    close: () => closeSync(file),
  };
}

function parse<E>(line: string, { path, at }: { path: string; at: number }): E {
  try {
    return JSON.parse(line) as E;
  } catch {
    throw new Error(`${path}:${at + 1} is damaged; restore the file from a copy`);
  }
}

function write(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  fdatasyncSync(file);
}

/** That a file has this name is known only once its folder is on the disk too. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}
