import { parseArgs } from "node:util";
import { connect } from "../db/client";
import { migrate } from "../db/migrate";
import { makeKeys } from "../server/domain/keys";
import { createTenant } from "../server/domain/tenant";
import { isDomainError } from "../server/kernel/errors";
import { isHomeCountry, isLocale } from "../server/kernel/locale";
import { startCluster } from "./embedded-postgres/cluster";
import { givenDatabase } from "./launch/database";
import { dataFolder } from "./launch/paths";
import { secretsOf } from "./launch/secrets";

const USAGE = `npm run tenant:create -- --slug agency --name "Agency s.r.o." --admin-email a@agency.cz
  --admin-name "Jana Nováková"   default: the e-mail
  --country CZ|SK                default: CZ
  --language cs|sk|en|ru         default: cs for CZ, sk for SK`;

class UsageError extends Error {}

function inputOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      slug: { type: "string" },
      name: { type: "string" },
      "admin-email": { type: "string" },
      "admin-name": { type: "string" },
      country: { type: "string", default: "CZ" },
      language: { type: "string" },
    },
  });
  const { slug, name, "admin-email": email, country } = values;
  const language = values.language ?? (country === "SK" ? "sk" : "cs");
  if (!slug || !name || !email) throw new UsageError("--slug, --name and --admin-email are needed");
  if (!isHomeCountry(country)) throw new UsageError(`--country is CZ or SK, not ${country}`);
  if (!isLocale(language)) throw new UsageError(`--language is cs, sk, en or ru, not ${language}`);
  const administrator = { email, name: values["admin-name"] ?? email };
  return { slug, name, country, language, administrator };
}

const quiet = { info: () => undefined, error: () => undefined };

/** Makes a tenant and its first administrator as the role that owns the tables. */
async function main(): Promise<void> {
  const input = inputOf(process.argv.slice(2));
  const folder = dataFolder();
  const given = process.env.DATABASE_OWNER_URL ?? givenDatabase()?.ownerUrl;
  const cluster = given ? null : await startCluster(folder, { profile: "durable" });
  const ownerUrl = given ?? cluster?.ownerUrl() ?? "";
  const { SALDO_DATA_KEY, SALDO_HASH_KEY } = secretsOf(folder);
  try {
    await migrate(ownerUrl);
    const db = connect(ownerUrl, { poolMax: 1 });
    try {
      const keys = makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY);
      const made = await createTenant({ db, keys, log: quiet, now: new Date() }, input);
      console.log(`Tenant ${input.slug} made, number ${made.tenantId}.`);
      console.log(`Sign in as ${input.administrator.email} with this password, shown only now:`);
      console.log(`\n  ${made.temporaryPassword}\n\nIt must be changed at the first sign-in.`);
    } finally {
      await db.end();
    }
  } finally {
    await cluster?.release();
  }
}

function explain(error: unknown): string {
  if (isDomainError(error) && error.code === "settings.tenant_exists") {
    return `A tenant with the slug ${error.params.slug} exists already; nothing was changed.`;
  }
  if (error instanceof UsageError || (error instanceof TypeError && "code" in error)) {
    return `${error.message}\n\n${USAGE}`;
  }
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
