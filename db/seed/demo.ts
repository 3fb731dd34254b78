import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { connect } from "@/db/client";
import { makeKeys } from "@/server/domain/keys";
import { env } from "@/server/env";
import { makeAgency } from "./agency";
import { agree } from "./agreements";
import { apply } from "./applications";
import { admitClients } from "./clients";
import { sell } from "./deals";
import { circulate } from "./documents";
import { importWorkbooks } from "./imports";
import { uploadLetters } from "./letters";
import { colour } from "./life";
import { plan } from "./plan";
import { askForHelp } from "./requests";

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Fills an empty install with a believable agency, by the verbs that people use: operators of every
 * role, cases, claims and payments imported from examples/workbooks, tasks, tags, moved cases, templates, a dunning plan; and a
 * second, small tenant beside it. Does nothing where the agency is there. Writes the logins into
 * SALDO_DEMO_FILE. SALDO_SEED=e2e leaves the larger workbooks out.
 *
 *   tsx db/seed/demo.ts     (DATABASE_URL, DATABASE_OWNER_URL and the secrets in the environment)
 */
async function main(): Promise<void> {
  const file = process.env.SALDO_DEMO_FILE || ".saldo/demo.json";
  const { DATABASE_URL, SALDO_DATA_KEY, SALDO_HASH_KEY } = env();
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!ownerUrl) throw new Error("DATABASE_OWNER_URL is not set: only the owner makes tenants.");
  const db = connect(DATABASE_URL, { poolMax: 4 });
  const owner = connect(ownerUrl, { poolMax: 1 });
  try {
    const keys = makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY);
    const log = { info: () => undefined, error: say };
    const parts = { db, owner, keys, log, now: new Date() };
    const agency = await makeAgency(parts);
    if (agency === null) {
      say(existsSync(file) ? "the demo data are there" : `the demo is there, ${file} is not`);
      return;
    }
    say("agency and operators");
    await importWorkbooks(agency, { isSmall: process.env.SALDO_SEED === "e2e", say });
    await colour(agency);
    say("tasks, tags and moved cases");
    await uploadLetters(agency);
    say("templates of letters");
    await plan(agency);
    say("dunning plan");
    if (process.env.SALDO_SEED !== "e2e") {
      await agree(agency);
      say("instalment schedules and promises");
    }
    await circulate(agency);
    say("documents on their way");
    const clients = await admitClients(agency);
    say("clients at the portal");
    await askForHelp(agency, clients);
    say("requests of clients");
    await sell(agency);
    say("deals");
    await apply(agency);
    say("discounts and applications for accounts and cards");
    await mkdir(dirname(file), { recursive: true });
    const { tenant, logins } = agency;
    // Passwords of a demo are no secret of anybody, but they are not the world's either.
    await writeFile(file, `${JSON.stringify({ tenant, logins, clients }, null, 2)}\n`, {
      mode: 0o600,
    });
    for (const { role, email, password } of logins) say(`${role}  ${email}  ${password}`);
  } finally {
    await db.end();
    await owner.end();
  }
}

await main();
