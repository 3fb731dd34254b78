import { migrate } from "../db/migrate";
import { startCluster } from "./embedded-postgres/cluster";
import { givenDatabase } from "./launch/database";
import { dataFolder } from "./launch/paths";

/** `npm run db:migrate`: brings the given or the embedded database up to date. */
async function main(): Promise<void> {
  const given = process.env.DATABASE_OWNER_URL ?? givenDatabase()?.ownerUrl;
  const cluster = given ? null : await startCluster(dataFolder(), { profile: "durable" });
  try {
    const { applied, total } = await migrate(given ?? cluster?.ownerUrl() ?? "");
    for (const name of applied) console.log(`applied ${name}`);
    console.log(`${total} migrations, ${applied.length} applied now`);
  } finally {
    await cluster?.release();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
