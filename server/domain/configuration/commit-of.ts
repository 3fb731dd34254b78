import { readFile, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const REF = /^ref: (refs\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/;

/**
 * The commit that a checkout of git stands at, by the file's real path and the folder's that nothing
 * may leave; null where the file is in none, or its state cannot be told. Reads git's own files and
 * runs nothing: a repository may hold commands.
 */
export async function commitOf(root: string, file: string): Promise<string | null> {
  for (let at = dirname(file); at === root || at.startsWith(root + sep); at = dirname(at)) {
    const git = await inside(root, join(at, ".git"));
    if (git) return readHead(root, git);
  }
  return null;
}

/** A path by its real name, where it is below the root. */
async function inside(root: string, path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  return real?.startsWith(root + sep) ? real : null;
}

async function textOf(root: string, path: string): Promise<string | null> {
  const real = await inside(root, path);
  return real ? readFile(real, "utf8").catch(() => null) : null;
}

async function readHead(root: string, git: string): Promise<string | null> {
  const head = (await textOf(root, join(git, "HEAD")))?.trim() ?? "";
  if (COMMIT.test(head)) return head;
  const ref = REF.exec(head)?.[1];
  if (!ref) return null;
  const loose = (await textOf(root, join(git, ref)))?.trim() ?? "";
  if (COMMIT.test(loose)) return loose;
  const packed = (await textOf(root, join(git, "packed-refs"))) ?? "";
  const line = packed.split("\n").find((each) => each.endsWith(` ${ref}`));
  const commit = line?.split(" ")[0] ?? "";
  return COMMIT.test(commit) ? commit : null;
}
