import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Account, accountForInitdb, commandFor, giveTo } from "./account";
import { type Binaries, environmentFor } from "./binaries";
import type { Profile } from "./settings";

/** Passwords of the three roles; in a 0600 file inside the data folder they belong to. */
export type Credentials = { superuser: string; owner: string; app: string };

const MAJOR_VERSION = "18";
const credentialsName = "saldo-credentials.json";

/** A locale of UTF-8 characters that this system has: trigrams need letters told from signs. */
const characterLocales = ["C.UTF-8", "en_US.UTF-8", "cs_CZ.UTF-8", "C"];

const newPassword = () => randomBytes(24).toString("base64url");

/** Is there a finished data folder? Throws when it was made by another major version. */
export function isInitialised(folder: string): boolean {
  const file = join(folder, "PG_VERSION");
  if (!existsSync(file)) return false;
  const version = readFileSync(file, "utf8").trim();
  if (version === MAJOR_VERSION) return true;
  throw new Error(
    `${folder} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}. ` +
      "Move the folder away to start afresh.",
  );
}

export function readCredentials(folder: string): Credentials {
  try {
    return JSON.parse(readFileSync(join(folder, credentialsName), "utf8")) as Credentials;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EACCES" ? "belongs to another user" : "lacks its passwords";
    throw new Error(`The database in ${folder} ${reason}.`, { cause: error });
  }
}

/** Removes what interrupted attempts left. Nobody else makes one: the folder's lock is held. */
function removeDrafts(folder: string): void {
  const name = basename(folder);
  for (const entry of readdirSync(dirname(folder))) {
    if (!entry.startsWith(`${name}.init-`) && !entry.startsWith(`${name}.password-`)) continue;
    rmSync(join(dirname(folder), entry), { recursive: true, force: true, maxRetries: 10 });
  }
}

type Making = {
  account: Account;
  binaries: Binaries;
  draft: string;
  passwordFile: string;
  profile: Profile;
};

function runInitdb({ account, binaries, draft, passwordFile, profile }: Making): void {
  let output = "";
  for (const locale of characterLocales) {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    giveTo(account, draft);
    // Sorting by code point and full Unicode case rules come from the server itself; Czech order
    // is asked for by name (COLLATE "cs-x-icu"), so indexes do not depend on the system's libc.
    const { file, args, as } = commandFor(accountForInitdb(account), binaries.initdb, [
      ...["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...["--locale=C", `--lc-ctype=${locale}`, "--no-instructions"],
      ...(profile === "throwaway" ? ["--no-sync"] : []),
    ]);
    const env = environmentFor(binaries);
    const run = spawnSync(file, args, { ...as, env, cwd: "/", encoding: "utf8" });
    if (run.status === 0) return;
    output = `${run.error?.message ?? ""}${run.stdout ?? ""}${run.stderr ?? ""}`;
    if (!output.includes("invalid locale name")) break;
  }
  throw new Error(`The database could not be created.\n${output.trim()}`);
}

/**
 * Creates the data folder. It is made beside and renamed when whole, so one that exists is never
 * half made, however the making was interrupted. Call under the folder's lock.
 */
export function initialise(
  { account, binaries, folder }: { account: Account; binaries: Binaries; folder: string },
  profile: Profile,
): void {
  removeDrafts(folder);
  // A name of its own: the initdb of a killed process may still be writing into its draft.
  const draft = `${folder}.init-${process.pid}`;
  const passwordFile = `${folder}.password-${process.pid}`;
  const credentials = { superuser: newPassword(), owner: newPassword(), app: newPassword() };
  try {
    writeFileSync(passwordFile, credentials.superuser, { mode: 0o600 });
    giveTo(account, passwordFile);
    runInitdb({ account, binaries, draft, passwordFile, profile });
    const file = join(draft, credentialsName);
    writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
    chmodSync(file, 0o600);
    renameSync(draft, folder);
  } finally {
    removeDrafts(folder);
  }
}
