import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { deliveredDefinitions } from "./delivered-definitions";

/** Any number serves, as long as every migration of this program takes the same. */
const LOCK_KEY = 7_305_420_181;
const OLDEST_SERVER_VERSION = 150_000;

const defaultFolder = fileURLToPath(new URL("./migrations", import.meta.url));

export class MigrationError extends Error {}

export type MigrationResult = { applied: string[]; total: number };

type Migration = { name: string; text: string; checksum: string };

function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => {
      // Line ends differ between check-outs of the same file.
      const text = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
      return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
    });
}

async function checkServer(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: string; encoding: string }[]>`
    select current_setting('server_version_num') as version,
           current_setting('server_encoding') as encoding`;
  if (!row || Number(row.version) < OLDEST_SERVER_VERSION) {
    throw new MigrationError(
      `PostgreSQL 15 or newer is needed; the server says ${row?.version ?? "nothing"}.`,
    );
  }
  if (row.encoding !== "UTF8") {
    throw new MigrationError(`The database must be UTF8, it is ${row.encoding}.`);
  }
}

/** Compares what was applied with what lies in the folder; answers what is still to do. */
function pendingOf(migrations: Migration[], applied: { name: string; checksum: string }[]) {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const file = files.get(name);
    if (!file) {
      throw new MigrationError(
        `The database was migrated by a newer version of the program: it knows ${name}, ` +
          "which is not here.",
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `${name} was changed after it had been applied. Restore the file and write a new ` +
          "migration instead.",
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

/** Where in the file the server found fault, when it said so. */
function describe(migration: Migration, error: unknown): string {
  if (!(error instanceof postgres.PostgresError)) return String(error);
  const offset = Number(error.position);
  const line = offset > 0 ? migration.text.slice(0, offset - 1).split("\n").length : null;
  const place = line === null ? migration.name : `${migration.name}:${line}`;
  const more = [error.detail, error.hint, error.where].filter(Boolean).join(" ");
  return `${place}: ${error.message}${more ? ` (${more})` : ""}`;
}

/** The processes come with the program, so their steps are kept anew whether tables changed or not. */
async function keepDeliveredSteps(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ isThere: boolean }[]>`
    select to_regproc('keep_delivered_steps') is not null as "isThere"`;
  if (!row?.isThere) return;
  await sql`call keep_delivered_steps(${sql.json(deliveredDefinitions() as never)}::jsonb)`;
}

/**
 * Applies the SQL files of `db/migrations` that the database has not seen, in order of name, each
 * in a transaction of its own, and keeps the steps of the delivered processes. Several programs may call
 * it at once: one works, the others wait. Takes the address of the role that owns the tables.
 * Throws MigrationError: file changed since, database newer, server too old, SQL refused.
 */
export async function migrate(
  ownerUrl: string,
  folder: string = defaultFolder,
): Promise<MigrationResult> {
  const migrations = readMigrations(folder);
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, prepare: false });
  try {
    await checkServer(sql);
    // Held by the session, so it ends with the connection whatever happens.
    await sql`select pg_advisory_lock(${LOCK_KEY})`;
    await sql`create table if not exists saldo_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
    const applied = await sql<{ name: string; checksum: string }[]>`
      select name, checksum from saldo_migrations order by name`;
    const pending = pendingOf(migrations, applied);
    for (const migration of pending) {
      await sql
        .begin(async (tx) => {
          // Without parameters the text goes as one message and may hold many statements.
          await tx.unsafe(migration.text).simple();
          await tx`insert into saldo_migrations (name, checksum)
                   values (${migration.name}, ${migration.checksum})`;
        })
        .catch((error: unknown) => {
          throw new MigrationError(describe(migration, error), { cause: error });
        });
    }
    await keepDeliveredSteps(sql);
    return { applied: pending.map(({ name }) => name), total: migrations.length };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
