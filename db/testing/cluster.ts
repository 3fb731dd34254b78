import { createHash, randomBytes } from "node:crypto";
import {
  APP_ROLE,
  connect,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  withDatabase,
  withLogin,
} from "@/scripts/embedded-postgres/roles";
import { startThrowAwayCluster } from "@/scripts/embedded-postgres/throw-away";
import { migrate } from "../migrate";

/** What test files need to make their databases; travels to the workers as JSON. */
export type TestServer = {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  template: string;
  /** Databases of this run start with it. */
  prefix: string;
  /** Started for this run, nothing is synced on it: whole files are copied sooner than their pages. */
  isThrowAway: boolean;
};

export type TestCluster = { server: TestServer; discard: () => Promise<void> };

/** Serialises runs that share one server where they touch what belongs to the whole server. */
const ROLES_LOCK_KEY = 7_305_420_182;

async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  const admin = connect(adminUrl);
  try {
    const rows = await admin<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${prefix})`;
    for (const { datname } of rows) {
      await admin`drop database if exists ${admin(datname)} with (force)`;
    }
  } finally {
    await admin.end();
  }
}

/** A server given by the developer: the same roles, with passwords every run derives alike. */
async function rolesOn(
  adminUrl: string,
): Promise<Pick<TestServer, "adminUrl" | "ownerUrl" | "appUrl">> {
  const derive = (role: string) =>
    createHash("sha256").update(`${adminUrl} ${role}`).digest("base64url");
  const passwords = { owner: derive(OWNER_ROLE), app: derive(APP_ROLE) };
  const admin = connect(adminUrl);
  try {
    await admin`select pg_advisory_lock(${ROLES_LOCK_KEY})`;
    await ensureRoles(admin, passwords, { resetPasswords: true });
  } finally {
    await admin.end();
  }
  return {
    adminUrl,
    ownerUrl: withLogin(adminUrl, OWNER_ROLE, passwords.owner),
    appUrl: withLogin(adminUrl, APP_ROLE, passwords.app),
  };
}

/**
 * A server with one migrated template database. `serverUrl`: a superuser's address of a server to
 * use; without it a throw-away server is started, which ends with this process.
 */
export async function startTestCluster(serverUrl?: string): Promise<TestCluster> {
  const prefix = `saldo_test_${randomBytes(5).toString("hex")}_`;
  const template = `${prefix}template`;
  const cluster = serverUrl ? null : await startThrowAwayCluster();
  try {
    const urls = cluster
      ? { adminUrl: cluster.adminUrl, ownerUrl: cluster.ownerUrl(), appUrl: cluster.appUrl() }
      : await rolesOn(serverUrl ?? "");
    await ensureDatabase(urls.adminUrl, template);
    await migrate(withDatabase(urls.ownerUrl, template));
    const discard = async () => {
      if (cluster) await cluster.discard();
      else await dropDatabases(urls.adminUrl, prefix);
    };
    const isThrowAway = cluster !== null;
    return { server: { ...urls, template, prefix, isThrowAway }, discard };
  } catch (error) {
    await cluster?.discard();
    throw error;
  }
}
