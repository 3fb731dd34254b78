import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { isRoot } from "./account";
import { isRunning, waitUntil } from "./processes";
import { connect } from "./roles";

const program = fileURLToPath(new URL("./testing/hold.ts", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const LIMIT_MS = 60_000;
/** A number that no system gives to a user. */
const NAMELESS_UID = 54_321;

type Held = {
  process: ChildProcess;
  started: "created" | "started" | "attached";
  pid: number;
  adminUrl: string;
  place: string;
};

const held = new Set<ChildProcess>();
const folders: string[] = [];

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "saldo-survival-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return join(folder, "data");
}

async function hold(folder: string, uid?: number): Promise<Held> {
  const child = spawn(process.execPath, ["--import", "tsx", program, folder], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  held.add(child);
  let complaint = "";
  child.stderr.on("data", (data) => {
    complaint += data;
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code, signal) => reject(new Error(`${signal ?? code}: ${complaint}`)));
  });
  return { process: child, ...JSON.parse(line) };
}

async function ended(child: ChildProcess): Promise<void> {
  held.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

async function release({ process: child }: Held): Promise<void> {
  child.stdin?.end();
  await ended(child);
}

async function kill({ process: child }: Held): Promise<void> {
  child.kill("SIGKILL");
  await ended(child);
}

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = connect(url);
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end();
  }
}

const gone = (pid: number) => waitUntil(() => !isRunning(pid), 10_000);

afterEach(async () => {
  for (const child of held) {
    child.stdin?.end();
    await ended(child);
  }
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("the embedded database of a folder", { timeout: LIMIT_MS }, () => {
  it("is made by one of three that come at once, and stopped by the last to leave", async () => {
    const folder = newFolder();
    const all = await Promise.all([hold(folder), hold(folder), hold(folder)]);
    const words = all.map(({ started }) => started).sort();
    expect(words).toEqual(["attached", "attached", "created"]);
    const [pid] = new Set(all.map((one) => one.pid));
    expect(new Set(all.map((one) => one.pid)).size).toBe(1);
    const [first, second, third] = all as [Held, Held, Held];
    await release(first);
    await release(second);
    expect(isRunning(pid ?? 0)).toBe(true);
    await release(third);
    expect(isRunning(pid ?? 0)).toBe(false);
  });

  it("outlives an owner killed with -9; the next one attaches and stops it in the end", async () => {
    const folder = newFolder();
    const first = await hold(folder);
    await kill(first);
    expect(isRunning(first.pid)).toBe(true);
    const second = await hold(folder);
    expect(second).toMatchObject({ started: "attached", pid: first.pid });
    await release(second);
    expect(await gone(first.pid)).toBe(true);
  });

  it("recovers what was committed when owner and server were killed with -9", async () => {
    const folder = newFolder();
    const first = await hold(folder);
    await ask(first.adminUrl, "create table kept (id int); insert into kept values (1), (2)");
    await kill(first);
    // Where nobody collects orphans, the server stays in the table of processes as a zombie.
    process.kill(first.pid, "SIGKILL");
    const second = await hold(folder);
    expect(second.started).toBe("started");
    expect(await ask(second.adminUrl, "select count(*)::int as n from kept")).toEqual([{ n: 2 }]);
    await release(second);
  });

  it("starts although its old process number belongs to another program by now", async () => {
    const folder = newFolder();
    const first = await hold(folder);
    const file = join(first.place, "postmaster.pid");
    const text = readFileSync(file, "utf8");
    await release(first);
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
    const second = await hold(folder);
    expect(second.started).toBe("started");
    await release(second);
  });

  it("is made afresh after the making was killed half way", async () => {
    const folder = newFolder();
    const making = hold(folder).catch((error: Error) => error);
    const isDraft = (name: string) => name.startsWith("pg.init-");
    const hasDraft = () => existsSync(folder) && readdirSync(folder).some(isDraft);
    await waitUntil(hasDraft, 20_000);
    const [child] = held;
    child?.kill("SIGKILL");
    await making;
    expect(existsSync(join(folder, "pg"))).toBe(false);
    const second = await hold(folder);
    expect(second.started).toBe("created");
    const left = readdirSync(folder).filter((name) => /init|password/.test(name));
    expect(left).toEqual([]);
    await release(second);
  });

  it("listens on the loopback address only, asks for a password, and leaves no socket", async () => {
    const one = await hold(newFolder());
    const rows = await ask(
      one.adminUrl,
      `select name, setting from pg_settings where name in
       ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit')
       order by name`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["fsync", "on"],
      ["listen_addresses", "127.0.0.1"],
      ["synchronous_commit", "on"],
      ["unix_socket_directories", ""],
    ]);
    const wrong = Object.assign(new URL(one.adminUrl), { password: "guess" }).toString();
    await expect(ask(wrong, "select 1")).rejects.toThrow(/password authentication failed/);
    await release(one);
  });
});

describe("a throw-away database", { timeout: LIMIT_MS }, () => {
  it("disappears with its owner, even when that is killed with -9", async () => {
    const one = await hold("throw-away");
    const folder = dirname(one.place);
    const server = Number(
      readFileSync(join(folder, "pg", "postmaster.pid"), "utf8").split("\n")[0],
    );
    expect(isRunning(server)).toBe(true);
    await kill(one);
    expect(await gone(server)).toBe(true);
    expect(await waitUntil(() => !existsSync(folder), 10_000)).toBe(true);
  });
});

describe.runIf(isRoot())("started by root", { timeout: LIMIT_MS }, () => {
  it("runs below a folder that only root may enter", async () => {
    const folder = newFolder(0o700);
    const one = await hold(folder);
    expect(await ask(one.adminUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    await release(one);
    const again = await hold(folder);
    expect(again.started).toBe("started");
    await release(again);
  });

  it.each([
    ["an ordinary user", 65_534],
    ["a number without a name", NAMELESS_UID],
  ])("runs for %s too", async (_, uid) => {
    const folder = newFolder();
    mkdirSync(folder);
    chownSync(folder, uid, uid);
    const one = await hold(folder, uid);
    expect(one.started).toBe("created");
    await release(one);
    expect(isRunning(one.pid)).toBe(false);
  });

  it("takes over a folder that another user made", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    chownSync(folder, 65_534, 65_534);
    await release(await hold(folder, 65_534));
    const one = await hold(folder);
    expect(one.started).toBe("started");
    await release(one);
  });
});
