import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Account, canServe, chooseAccount, giveTo, unprivilegedUsers } from "./account";
import { type Binaries, binariesIn, findBinaries } from "./binaries";
import { initialise, isInitialised, readCredentials } from "./initialise";
import { withLock } from "./lock";
import { identify, isSame, type ProcessIdentity } from "./processes";
import {
  APP_ROLE,
  connect,
  DATABASE_NAME,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  withDatabase,
  withLogin,
} from "./roles";
import { findServer, launch, stopServer } from "./server";
import type { Settings } from "./settings";

/** A running database server that this process uses. */
export type Cluster = {
  pid: number;
  port: number;
  /** Folder with PostgreSQL's files. */
  folder: string;
  log: string;
  started: "created" | "started" | "attached";
  /** Superuser's address, database `postgres`. Never given to the program. */
  adminUrl: string;
  /** Addresses of a database (the program's by default) for the two roles. */
  ownerUrl: (database?: string) => string;
  appUrl: (database?: string) => string;
  /** This process no longer needs the server; the last one to say so stops it. */
  release: () => Promise<void>;
};

type Place = { account: Account; binaries: Binaries; folder: string };

/** Where data go when nobody but root may enter the project's folder. */
const OUTSIDE = "/var/lib/saldo";

/** PostgreSQL's folder: beside everything else, or outside if it once had to be put there. */
function pgFolder(folder: string): string {
  const note = join(folder, "pg.location");
  return existsSync(note) ? readFileSync(note, "utf8").trim() : join(folder, "pg");
}

/**
 * Root, under a folder that others may not enter, without user namespaces: programs and data are
 * put where an ordinary user can reach them.
 */
function goOutside(folder: string, binaries: Binaries): Place {
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const home = join(OUTSIDE, key);
  const programs = join(OUTSIDE, `programs-${versionOf(binaries)}`);
  for (const path of [OUTSIDE, home]) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o711);
  }
  copyPrograms(binaries, programs);
  const copied = binariesIn(programs, binaries.libraryPath);
  const account = unprivilegedUsers().find((user) => canServe(user, copied, home));
  if (!account) {
    throw new Error(
      "PostgreSQL does not run as root, and no other user was found to run it as. Create a user " +
        '"postgres", or set DATABASE_URL and DATABASE_OWNER_URL to a server of yours.',
    );
  }
  writeFileSync(join(folder, "pg.location"), join(home, "pg"));
  return { account, binaries: copied, folder: join(home, "pg") };
}

/** Version of the package the programs come in. */
function versionOf(binaries: Binaries): string {
  const file = join(binaries.folder, "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function copyPrograms(binaries: Binaries, programs: string): void {
  if (existsSync(programs)) return;
  const draft = `${programs}.${process.pid}`;
  cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  makeReadable(draft);
  try {
    renameSync(draft, programs);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another project's start may have been faster.
    if (!existsSync(programs)) throw error;
  }
}

function makeReadable(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) makeReadable(inner);
    else if (!entry.isSymbolicLink()) chmodSync(inner, 0o755);
  }
  chmodSync(path, 0o755);
}

function choosePlace(folder: string): Place {
  const binaries = findBinaries(join(folder, "pg-libraries"));
  if (existsSync(join(folder, "pg.location"))) return goOutside(folder, binaries);
  const account = chooseAccount(binaries, folder);
  return account ? { account, binaries, folder: join(folder, "pg") } : goOutside(folder, binaries);
}

/** Processes that use the server, one file each; those of dead processes are removed. */
function livingUsers(folder: string): ProcessIdentity[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const [pid, ...startedAs] = name.split("-");
    const user = {
      pid: Number(pid),
      startedAs: Buffer.from(startedAs.join("-"), "hex").toString(),
    };
    if (isSame(user)) return [user];
    rmSync(join(folder, name), { force: true });
    return [];
  });
}

function userFile(folder: string): string {
  const me = identify(process.pid);
  return join(folder, `${process.pid}-${Buffer.from(me?.startedAs ?? "").toString("hex")}`);
}

/** How often this process holds each server: it may start the same one twice. */
const holds = new Map<string, number>();

function register(users: string): void {
  mkdirSync(users, { recursive: true });
  writeFileSync(userFile(users), "");
  holds.set(users, (holds.get(users) ?? 0) + 1);
}

async function unregister(folder: string, users: string): Promise<void> {
  await withLock(join(folder, "pg.lock"), async () => {
    const left = (holds.get(users) ?? 1) - 1;
    holds.set(users, left);
    if (left > 0) return;
    rmSync(userFile(users), { force: true });
    if (livingUsers(users).length > 0) return;
    const server = await findServer(pgFolder(folder));
    if (server) await stopServer(server.pid);
  });
}

/**
 * Starts the database of a folder, or attaches to it when it runs (started by another process, or
 * left by one that was killed). Creates it, with roles and the empty database, when it is new.
 */
export async function startCluster(wantedFolder: string, settings: Settings): Promise<Cluster> {
  mkdirSync(wantedFolder, { recursive: true });
  const folder = realpathSync(wantedFolder);
  const log = join(folder, "postgres.log");
  const users = join(folder, "pg.users");
  return await withLock(join(folder, "pg.lock"), async () => {
    let started: Cluster["started"] = "attached";
    let place = pgFolder(folder);
    let server = existsSync(place) ? await findServer(place) : null;
    if (!server) {
      const chosen = choosePlace(folder);
      place = chosen.folder;
      started = isInitialised(place) ? "started" : "created";
      if (started === "created") initialise(chosen, settings.profile);
      giveTo(chosen.account, place);
      server = await launch({ ...chosen, log, settings });
    }
    register(users);
    const credentials = readCredentials(place);
    const base = `postgres://127.0.0.1:${server.port}/postgres`;
    const adminUrl = withLogin(base, "postgres", credentials.superuser);
    const admin = connect(adminUrl);
    try {
      await ensureRoles(admin, credentials, { resetPasswords: false });
    } finally {
      await admin.end();
    }
    await ensureDatabase(adminUrl, DATABASE_NAME);
    const urlOf = (role: string, password: string) => (database?: string) =>
      withDatabase(withLogin(base, role, password), database ?? DATABASE_NAME);
    return {
      ...server,
      folder: place,
      log,
      started,
      adminUrl,
      ownerUrl: urlOf(OWNER_ROLE, credentials.owner),
      appUrl: urlOf(APP_ROLE, credentials.app),
      release: once(() => unregister(folder, users)),
    };
  });
}

/** Repeated and concurrent calls share one run. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
