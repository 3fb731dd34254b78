import { join } from "node:path";
import { MigrationError, migrate } from "../../db/migrate";
import { type Cluster, startCluster } from "../embedded-postgres/cluster";
import { atEnd } from "./lifecycle";
import { type Say, StageError } from "./progress";

export type DatabaseUrls = { ownerUrl: string; appUrl: string };

/** Host and name of a database, without its password. */
function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port ? `:${port}` : ""}${pathname}`;
}

/** The server of the environment, when one is named there; else null. */
export function givenDatabase(): DatabaseUrls | null {
  const appUrl = process.env.DATABASE_URL;
  if (!appUrl) return null;
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!ownerUrl) {
    throw new StageError(
      "DATABASE_URL is set (the role the program signs in as), but DATABASE_OWNER_URL is not: " +
        "migrations need the role that owns the tables. The README says how the two are made.",
    );
  }
  return { ownerUrl, appUrl };
}

/** Starts the embedded server of a folder; it is released at the end. */
export async function embedded(folder: string): Promise<Cluster> {
  const cluster = await startCluster(folder, { profile: "durable" });
  atEnd(cluster.release);
  return cluster;
}

/** The database to work with: the given one, else the embedded one. Not yet migrated. */
export async function openDatabase(folder: string, say: Say): Promise<DatabaseUrls> {
  const given = givenDatabase();
  if (given) {
    say(nameOf(given.appUrl));
    return given;
  }
  const cluster = await embedded(folder);
  say(`embedded, ${cluster.started}, port ${cluster.port}`);
  return { ownerUrl: cluster.ownerUrl(), appUrl: cluster.appUrl() };
}

/** Brings the tables up to date; answers a few words about it. */
export async function bringUpToDate(urls: DatabaseUrls): Promise<string> {
  const { applied, total } = await migrate(urls.ownerUrl).catch((error: unknown) => {
    if (!(error instanceof MigrationError) || givenDatabase()) throw error;
    const advice = "If its data may go, delete .saldo/pg (or SALDO_DATA_DIR/pg) to start afresh.";
    throw new StageError(`${error.message}\n${advice}`);
  });
  return applied.length === 0 ? `${total}, none new` : `${applied.length} of ${total} applied`;
}

/** Where the seed leaves the logins it made. */
export const demoFileOf = (folder: string): string => join(folder, "demo.json");
