import type { ModuleScope } from "@/db/values/modules";
import {
  allowHost,
  forbidHost,
  getConfiguration,
  reloadConfig,
  rotateSecret,
  saveSource,
} from "@/server/domain/configuration";
import type { Context } from "@/server/domain/context";
import { createModuleKey, listModuleKeys } from "@/server/domain/modules";

/** What the example module is let in by; kept beside it, for its owner's eyes only. */
export interface Access {
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
/** Paying out a loan of a year is some thirty calls, and applications come in crowds. */
const CALLS_PER_MINUTE = 3_000;
const SOURCE = "config.yaml";

/**
 * Lets the example module in: a key, its machine on the allow-list, the file that names it. What is
 * there stays, the tenant's own file too; a machine at another port takes the place of the former one.
 */
export async function admit(
  ctx: Context,
  { host, known }: { host: string; known: Access | null },
): Promise<Access> {
  const access = { ...(await keyOf(ctx, known)), ...(await machineOf(ctx, host, known)) };
  if ((await getConfiguration(ctx)).location === null) {
    await saveSource(ctx, { location: SOURCE });
  }
  await reloadConfig(ctx);
  return access;
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
  if (known?.host === host && known.secret.endsWith(there.tail)) {
    return { host, secret: known.secret };
  }
  const { secret } = await rotateSecret(ctx, { host });
  return { host, secret };
}
