import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { withDatabase, withLogin } from "@/scripts/embedded-postgres/roles";
import type { Desk } from "@/server/domain/testing";
import { openAgency } from "./agency";

/** Makes tenants whose modules sign in to the database themselves; logins end with the file. */
export async function openLogins(desk: Desk) {
  const [row] = await desk.owner<{ name: string }[]>`select current_database() as name`;
  const adminUrl = withDatabase(inject("testServer").adminUrl, row?.name ?? "");
  // A copy of the template is a database restored: what the relay notices in a running program.
  await desk.owner`select settle_feed()`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const opened: postgres.Sql[] = [];
  const logins: string[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((sql) => sql.end()));
    for (const login of logins) await admin.unsafe(`drop role ${login}`);
    await admin.end();
  });
  return async (given: Parameters<typeof openAgency>[1] = {}) => {
    const agency = await openAgency(desk, given);
    const login = `module_${randomBytes(5).toString("hex")}`;
    const password = randomBytes(12).toString("hex");
    await admin.unsafe(`create role ${login} login password '${password}' in role saldo_module`);
    logins.push(login);
    await desk.owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${String(agency.tenant.id)}, true)`;
      await sql`insert into module_logins (login, key_id) values (${login}, ${agency.keyId})`;
    });
    const sql = postgres(withLogin(adminUrl, login, password), {
      ...{ max: 1, onnotice: () => undefined },
    });
    opened.push(sql);
    return { ...agency, sql, login };
  };
}
