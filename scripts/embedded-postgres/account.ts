import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Binaries } from "./binaries";

/**
 * Under whose identity the database programs run. PostgreSQL refuses to run as root, so root has
 * to become somebody: another user, or itself under another number in a user namespace.
 */
export type Account =
  | { kind: "self" }
  | { kind: "user"; name: string; uid: number; gid: number }
  | { kind: "namespace" };

export type Command = { file: string; args: string[]; as: { uid?: number; gid?: number } };

/** Any number but 0 does; this one has a name in every passwd file, which initdb asks for. */
const NOBODY_UID = "65534";
const namespaceArgs = ["-U", `--map-user=${NOBODY_UID}`, "--"];

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The command line that runs a program under the account. */
export function commandFor(account: Account, program: string, args: string[]): Command {
  if (account.kind === "namespace") {
    return { file: "unshare", args: [...namespaceArgs, program, ...args], as: {} };
  }
  const as = account.kind === "user" ? { uid: account.uid, gid: account.gid } : {};
  return { file: program, args, as };
}

/** User id that files of the data folder must belong to. */
export function ownerOf(account: Account): { uid: number; gid: number } {
  if (account.kind === "user") return { uid: account.uid, gid: account.gid };
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

function namespacesWork(): boolean {
  if (process.platform !== "linux") return false;
  return spawnSync("unshare", [...namespaceArgs, "true"], { stdio: "ignore" }).status === 0;
}

/** initdb looks the user's name up and fails for a number without one (containers run such). */
function hasName(): boolean {
  try {
    return userInfo().username.length > 0;
  } catch {
    return false;
  }
}

function lookUp(name: string): Account | null {
  const ask = (flag: string) =>
    Number(
      execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  try {
    const [uid, gid] = [ask("-u"), ask("-g")];
    return uid > 0 ? { kind: "user", name, uid, gid } : null;
  } catch {
    return null;
  }
}

/** Users root may become, the fittest first. */
export function unprivilegedUsers(): Account[] {
  const own = process.platform === "darwin" ? ["_postgres"] : [];
  return [...own, "postgres", "nobody", "daemon"].map(lookUp).filter((found) => found !== null);
}

/**
 * Can the account run the programs and write below the folder? Tried, not computed: modes, access
 * lists, mounts without chown and a home of mode 0700 above all have their say that way.
 */
export function canServe(account: Account, binaries: Binaries, folder: string): boolean {
  const probe = join(folder, `pg.probe-${process.pid}`);
  const owner = ownerOf(account);
  try {
    mkdirSync(probe, { recursive: true, mode: 0o700 });
    chmodSync(probe, 0o700);
    if (isRoot()) chownSync(probe, owner.uid, owner.gid);
    const script = 'test -w "$1" && "$2" --version';
    const shell = ["-c", script, "sh", probe, binaries.postgres];
    const { file, args, as } = commandFor(account, "/bin/sh", shell);
    return spawnSync(file, args, { ...as, stdio: "ignore", cwd: "/" }).status === 0;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/**
 * The account for the folder, or null when root can become nobody who may enter it (the caller
 * then goes elsewhere). A plain user is always itself.
 */
export function chooseAccount(binaries: Binaries, folder: string): Account | null {
  if (!isRoot()) return { kind: "self" };
  // Listing stays ours; passing through is what the other user needs.
  chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011);
  const fitting = unprivilegedUsers().find((user) => canServe(user, binaries, folder));
  if (fitting) return fitting;
  const namespace: Account = { kind: "namespace" };
  return namespacesWork() && canServe(namespace, binaries, folder) ? namespace : null;
}

/** initdb alone needs a user with a name; the server itself runs under a bare number too. */
export function accountForInitdb(account: Account): Account {
  if (account.kind !== "self" || process.platform !== "linux" || hasName()) return account;
  if (namespacesWork()) return { kind: "namespace" };
  throw new Error(
    `User ${process.getuid?.()} has no name on this system (no line in /etc/passwd), which the ` +
      "embedded PostgreSQL needs once, and user namespaces are switched off. Run as a named user, " +
      "or set DATABASE_URL and DATABASE_OWNER_URL to a server of yours.",
  );
}

/** Gives a whole folder to the account: it may have been made under another one before. */
export function giveTo(account: Account, folder: string): void {
  if (!isRoot()) return;
  const { uid, gid } = ownerOf(account);
  if (lstatSync(folder).uid === uid) return;
  const visit = (path: string) => {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return;
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
    // Its own folder comes after its content, so an interrupted walk starts again.
    chownSync(path, uid, gid);
  };
  visit(folder);
}
