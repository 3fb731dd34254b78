import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { migrate } from "../db/migrate";
import { loadAddresses } from "../server/domain/registers/load-addresses";
import { isDomainError } from "../server/kernel/errors";
import { startCluster } from "./embedded-postgres/cluster";
import { givenDatabase } from "./launch/database";
import { dataFolder } from "./launch/paths";

const USAGE = `npm run registers:addresses -- 20260630_OB_ADR_csv.zip
  --shrink     take a file that has much less in it than the last one
The file is published on the last day of a month at
https://vdp.cuzk.gov.cz/vymenny_format/csv/YYYYMMDD_OB_ADR_csv.zip`;

/** Fills the table of the state's addresses, which all tenants read, from the monthly file of RÚIAN. */
async function main(): Promise<void> {
  const options = { shrink: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [path] = positionals;
  if (!path || !existsSync(path)) throw new Error(USAGE);
  const given = process.env.DATABASE_OWNER_URL ?? givenDatabase()?.ownerUrl;
  const cluster = given ? null : await startCluster(dataFolder(), { profile: "durable" });
  try {
    const url = given ?? cluster?.ownerUrl() ?? "";
    await migrate(url);
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      const load = await loadAddresses({
        ...{ sql, path, now: new Date(), isShrinkAllowed: values.shrink },
        onProgress: (rows) => console.log(`${rows} addresses`),
      });
      const day = load.asOf?.toISOString().slice(0, 10) ?? "an unknown day";
      if (load.isKnown) console.log(`The addresses of this file (${day}) are in already.`);
      else console.log(`${load.rows} addresses of ${day} are in.`);
      if (load.badLines > 0) console.log(`${load.badLines} lines could not be read.`);
      if (load.badFiles > 0) console.log(`${load.badFiles} files could not be read.`);
    } finally {
      await sql.end();
    }
  } finally {
    await cluster?.release();
  }
}

function explain(error: unknown): string {
  if (isDomainError(error)) return `${error.code} ${JSON.stringify(error.params ?? {})}`;
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
