import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { connect } from "@/db/client";
import { type Context, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { env } from "@/server/env";
import { type Access, admit } from "./module-access";

/**
 * Lets the example module into the demo's agency and keeps by what.
 *
 *   tsx db/seed/loan-module.ts     (LOAN_MODULE_HOST, LOAN_MODULE_ACCESS: a file that it writes)
 */
async function main(): Promise<void> {
  const { LOAN_MODULE_HOST: host, LOAN_MODULE_ACCESS: file, DATABASE_OWNER_URL } = process.env;
  if (!host || !file || !DATABASE_OWNER_URL) throw new Error("the launcher says where");
  const { DATABASE_URL, SALDO_DATA_KEY, SALDO_HASH_KEY, SALDO_CONFIG_FOLDER } = env();
  const db = connect(DATABASE_URL, { poolMax: 2 });
  try {
    const tenantId = await demoTenant(DATABASE_OWNER_URL);
    const actor: SystemActor = { kind: "system", tenantId, job: "demo", language: "cs" };
    const now = new Date();
    const outside = { fioUrl: "", isPrivateAllowed: true, configFolder: SALDO_CONFIG_FOLDER };
    const ctx: Context = {
      ...{ db, actor, now, today: makeToday(now), outside },
      keys: makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY),
      log: { info: () => undefined, error: () => undefined },
    };
    const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Access) : null;
    keep(file, await admit(ctx, { host, known }));
    process.stdout.write("the loan module is let in\n");
  } finally {
    await db.end();
  }
}

async function demoTenant(ownerUrl: string): Promise<number> {
  const owner = connect(ownerUrl, { poolMax: 1 });
  try {
    const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
    const [row] = await owner.begin(
      nobody,
      ({ sql }) => sql<{ id: number }[]>`select id from tenants where slug = 'demo'`,
    );
    if (!row) throw new Error("the seed made no agency");
    return row.id;
  } finally {
    await owner.end();
  }
}

function keep(file: string, access: Access): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(access, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(draft, file);
}

await main();
