import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { connect, ensureDatabase } from "../embedded-postgres/roles";
import { bringUpToDate, type DatabaseUrls, embedded, givenDatabase } from "./database";
import { serverEnvironment } from "./demo";
import { endAll, Interrupted, listenForSignals } from "./lifecycle";
import { dataFolder, root } from "./paths";
import { explain, reportToStandardError, StageError, showProgram, stage } from "./progress";

const DATABASE = "saldo_bench";

function programOf(name: string | undefined): string {
  const folder = join(root, "scripts", "bench");
  const path = join(folder, `${name}.ts`);
  if (name && existsSync(path)) return path;
  const names = existsSync(folder)
    ? readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file) && !file.includes(".test."))
    : [];
  throw new StageError(
    `Usage: npm run bench <name>; there are ${names.map((n) => n.slice(0, -3)).join(", ")}.`,
  );
}

/** A durable server of its own beside the demo's, with an empty database unless it is kept. */
async function prepare(folder: string): Promise<DatabaseUrls & { adminUrl?: string }> {
  const given = givenDatabase();
  if (given) return given;
  const cluster = await embedded(folder);
  if (!process.env.SALDO_BENCH_KEEP) {
    const admin = connect(cluster.adminUrl);
    await admin`drop database if exists ${admin(DATABASE)} with (force)`;
    await admin.end();
  }
  await ensureDatabase(cluster.adminUrl, DATABASE);
  const adminUrl = Object.assign(new URL(cluster.adminUrl), { pathname: DATABASE }).toString();
  return { ownerUrl: cluster.ownerUrl(DATABASE), appUrl: cluster.appUrl(DATABASE), adminUrl };
}

/**
 * `npm run bench <name> [arguments]`: runs scripts/bench/<name>.ts with a database of its own.
 * Progress goes to standard error; the program's last line on standard output is its result.
 */
export async function bench([name, ...args]: string[]): Promise<void> {
  listenForSignals();
  reportToStandardError();
  let code = 1;
  try {
    const program = programOf(name);
    const folder = join(dataFolder(), "bench");
    mkdirSync(folder, { recursive: true });
    const urls = await stage("database", () => prepare(folder));
    await stage("migrations", () => bringUpToDate(urls));
    code = await showProgram(["--expose-gc", "--import", "tsx", program, ...args], {
      ...serverEnvironment(folder, urls, "http://localhost"),
      DATABASE_OWNER_URL: urls.ownerUrl,
      DATABASE_ADMIN_URL: urls.adminUrl,
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) console.error(explain(error));
  }
  await endAll();
  process.exit(code);
}
