import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { connect } from "@/db/client";
import type { ModuleScope } from "@/db/values/modules";
import {
  allowHost,
  forbidHost,
  getConfiguration,
  reloadConfig,
  rotateSecret,
  saveSource,
} from "@/server/domain/configuration";
import { type Context, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { createModuleKey, listModuleKeys } from "@/server/domain/modules";
import { env } from "@/server/env";

/** What the example module is let in by; kept beside it, for its owner's eyes only. */
interface Access {
  keyId: number;
  key: string;
  host: string;
  secret: string;
}

const LABEL = "Úvěrový modul (examples/loan-module)";
const SCOPES: readonly ModuleScope[] = [
  ...(["cases:read", "cases:open", "cases:edit", "cases:move", "tasks:edit"] as const),
  ...(["parties:edit", "claims:read", "claims:edit", "registers:check"] as const),
];
/** A loan of two years is some sixty calls. */
const CALLS_PER_MINUTE = 3_000;
const SOURCE = "config.yaml";

/**
 * Lets the example module into the demo's agency: a key, its machine on the allow-list, the file that
 * names it. What is there stays; a machine at another port takes the place of the former one.
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
    const access = { ...(await keyOf(ctx, known)), ...(await machineOf(ctx, host, known)) };
    keep(file, access);
    if ((await getConfiguration(ctx)).location === null) {
      await saveSource(ctx, { location: SOURCE });
    }
    const { outcome } = await reloadConfig(ctx);
    process.stdout.write(`config.yaml: ${outcome}\n`);
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

/** The key that is known, where it still stands; else a new one: of an old one nobody has the secret. */
async function keyOf(ctx: Context, known: Access | null): Promise<Pick<Access, "key" | "keyId">> {
  const living = (await listModuleKeys(ctx)).some(
    ({ id, tail, revokedAt }) =>
      known !== null && id === known.keyId && known.key.endsWith(tail) && revokedAt === null,
  );
  if (known && living) return { keyId: known.keyId, key: known.key };
  const { keyId, secret } = await createModuleKey(ctx, {
    ...{ label: LABEL, scopes: [...SCOPES], callsPerMinute: CALLS_PER_MINUTE },
  });
  return { keyId, key: secret };
}

async function machineOf(
  ctx: Context,
  host: string,
  known: Access | null,
): Promise<Pick<Access, "host" | "secret">> {
  const { hosts } = await getConfiguration(ctx);
  const isThere = (name: string) => hosts.find((each) => each.host === name);
  if (known && known.host !== host && isThere(known.host)) {
    await forbidHost(ctx, { host: known.host });
  }
  const there = isThere(host);
  if (!there) return { host, ...(await allowHost(ctx, { host })) };
  if (known?.host === host && known.secret.endsWith(there.tail)) return known;
  const { secret } = await rotateSecret(ctx, { host });
  return { host, secret };
}

function keep(file: string, { keyId, key, host, secret }: Access): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify({ keyId, key, host, secret }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(draft, file);
}

await main();
