import postgres from "postgres";
import type { Credentials } from "./initialise";

/** Names that migrations and policies rely on; a server of one's own needs the same four. */
export const OWNER_ROLE = "saldo_owner";
export const APP_ROLE = "saldo_app";
export const MODULE_ROLE = "saldo_module";
export const PORTAL_ROLE = "saldo_portal";
export const DATABASE_NAME = "saldo";
export const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gin"] as const;

/** postgres.js prints notices ("already exists, skipping") unless told otherwise. */
export function connect(url: string, connections = 1): postgres.Sql {
  return postgres(url, { max: connections, onnotice: () => {}, idle_timeout: 5, prepare: false });
}

/** The same server and login, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

/** The same server and database, another login. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.toString();
}

/**
 * Makes the roles when they are missing. `saldo_owner` owns the tables and migrates;
 * `saldo_app` is what the program signs in as: no rights but those that migrations grant, and
 * row level security binds it. Neither may step over it. `saldo_module` has no login of its own: the
 * logins of modules are members of it. `saldo_portal` is what the program becomes for the length of a
 * client's transaction; it is not that role otherwise, so it inherits nothing of it.
 */
export async function ensureRoles(
  admin: postgres.Sql,
  passwords: Pick<Credentials, "owner" | "app">,
  options: { resetPasswords: boolean },
): Promise<void> {
  const limits = "login noinherit nosuperuser nobypassrls nocreatedb nocreaterole noreplication";
  const rows = await admin<{ rolname: string }[]>`select rolname from pg_roles`;
  const existing = new Set(rows.map((row) => row.rolname));
  for (const [role, password] of [
    [OWNER_ROLE, passwords.owner],
    [APP_ROLE, passwords.app],
  ] as const) {
    if (!/^[\w-]+$/.test(password)) throw new Error("A role's password may hold word signs only.");
    // Utility statements take no parameters; the password is made of word signs, checked above.
    const clause = `${limits} password '${password}'`;
    if (!existing.has(role)) await admin.unsafe(`create role ${role} ${clause}`);
    else if (options.resetPasswords) await admin.unsafe(`alter role ${role} ${clause}`);
    else await admin.unsafe(`alter role ${role} noinherit`);
  }
  for (const role of [MODULE_ROLE, PORTAL_ROLE]) {
    if (!existing.has(role)) await admin.unsafe(`create role ${role} nologin`);
  }
  const [member] = await admin<{ is: boolean }[]>`
    select pg_has_role(${APP_ROLE}, ${PORTAL_ROLE}, 'member') as is`;
  if (!member?.is) await admin.unsafe(`grant ${PORTAL_ROLE} to ${APP_ROLE}`);
}

/** Makes an empty database for the owner, with the extensions, when it is missing. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = connect(adminUrl);
  try {
    const [found] = await admin`select 1 from pg_database where datname = ${name}`;
    if (!found) await admin`create database ${admin(name)} owner ${admin(OWNER_ROLE)}`;
  } finally {
    await admin.end();
  }
  const inside = connect(withDatabase(adminUrl, name));
  try {
    for (const extension of EXTENSIONS) {
      await inside`create extension if not exists ${inside(extension)}`;
    }
  } finally {
    await inside.end();
  }
}
