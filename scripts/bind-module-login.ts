import { parseArgs } from "node:util";
import postgres from "postgres";

// Binds a database login to a module's key. The platform's work: a tenant that could type a login's name
// could type another's. The login itself is made by whoever runs the server:
//   create role agency_loans login password '…' in role saldo_module;

const usage = "npm run module:login -- --tenant <slug> --key <id> --login <name> [--remove]";
const { values } = parseArgs({
  options: {
    ...{ tenant: { type: "string" }, key: { type: "string" }, login: { type: "string" } },
    remove: { type: "boolean" },
  },
});
const { tenant, key, login, remove = false } = values;
const url = process.env.DATABASE_OWNER_URL;
if (!tenant || !login || !url || (!remove && !/^\d+$/.test(key ?? ""))) {
  console.error(`${usage}; DATABASE_OWNER_URL is needed`);
  process.exit(2);
}
const owner = postgres(url, { max: 1, onnotice: () => undefined });
try {
  const said = await owner.begin(async (sql) => {
    const [found] = await sql`select id from tenants where slug = ${tenant}`;
    if (!found) throw new Error(`there is no tenant ${tenant}`);
    await sql`select set_config('app.tenant_id', ${String(found.id)}, true)`;
    if (remove) {
      const gone = await sql`delete from module_logins where login = ${login} returning 1`;
      return gone.length > 0 ? `${login} is bound to nothing now` : `${login} was not bound`;
    }
    const [known] = await sql`
      select label from module_keys where id = ${key ?? ""} and revoked_at is null`;
    if (!known) throw new Error(`${tenant} has no living key ${key}`);
    await sql`insert into module_logins (login, key_id) values (${login}, ${key ?? ""})`;
    return `${login} signs in as “${known.label}” of ${tenant}`;
  });
  console.log(said);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await owner.end();
}
