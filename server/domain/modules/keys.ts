import { randomBytes } from "node:crypto";
import type { ModuleScope } from "@/db/values/modules";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import {
  type CreateModuleKeyInput,
  createModuleKeyInput,
  type ModuleKeyIdInput,
  moduleKeyIdInput,
  type RotateModuleKeyInput,
  rotateModuleKeyInput,
  type SaveModulePaceInput,
  saveModulePaceInput,
} from "./inputs";

/** Says what it is where somebody finds it in a log or a repository. */
const PREFIX = "saldo_";
const SECRET_BYTES = 32;

export const secretHash = (ctx: Pick<Context, "keys">, secret: string): Buffer =>
  ctx.keys.hash("module-key", secret);

const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString("base64url");
const tailOf = (secret: string): string => secret.slice(-4);

export interface ModuleKeyItem {
  id: number;
  label: string;
  scopes: ModuleScope[];
  /** The secret's last four characters. */
  tail: string;
  createdAt: Date;
  createdByName: string | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  callsPerMinute: number;
  /** The secret before it, for as long as it is good. */
  oldTail: string | null;
  oldValidUntil: Date | null;
  oldLastUsedAt: Date | null;
  /** Names with which the module signs in to the database. */
  logins: string[];
}

/** Keys of machines, living ones first; never a secret. */
export async function listModuleKeys(ctx: Context): Promise<ModuleKeyItem[]> {
  authorize(ctx, "settings:modules");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<ModuleKeyItem[]>`
      select k.id, k.label, k.scopes, k.secret_tail as tail, k.created_at as "createdAt",
             o.name as "createdByName", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt",
             k.calls_per_minute as "callsPerMinute",
             case when k.old_valid_until > ${ctx.now} then k.old_secret_tail end as "oldTail",
             case when k.old_valid_until > ${ctx.now} then k.old_valid_until end as "oldValidUntil",
             k.old_last_used_at as "oldLastUsedAt",
             array(select l.login from module_logins l where l.key_id = k.id order by 1) as logins
        from module_keys k left join operators o on o.id = k.created_by
       order by k.revoked_at is not null, k.id desc`),
  ]);
}

/** Makes a key. Its secret is in this answer and nowhere else: only a keyed hash of it is kept. */
export async function createModuleKey(
  ctx: Context,
  raw: CreateModuleKeyInput,
): Promise<{ keyId: number; secret: string }> {
  authorize(ctx, "settings:modules");
  const { label, scopes, callsPerMinute } = createModuleKeyInput.parse(raw);
  const secret = newSecret();
  return inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into module_keys (label, secret_hash, secret_tail, scopes, calls_per_minute, created_by, created_at)
      values (${label}, ${secretHash(ctx, secret)}, ${tailOf(secret)}, ${[...new Set(scopes)]},
              ${callsPerMinute}, ${authorOf(ctx.actor).id}, ${ctx.now}) returning id`;
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      ...{ action: "modules.create-key", entity: "module_key", entityId: row.id },
      after: { label, scopes, callsPerMinute, key: `…${tailOf(secret)}` },
    });
    return { keyId: row.id, secret };
  });
}

/** Ends a key at once and for good. Throws not_found `modules.key_not_found`. */
export async function revokeModuleKey(ctx: Context, raw: ModuleKeyIdInput): Promise<void> {
  authorize(ctx, "settings:modules");
  const { keyId } = moduleKeyIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ label: string }[]>`
      update module_keys set revoked_at = ${ctx.now}
       where id = ${keyId} and revoked_at is null returning label`;
    if (!row) throw new DomainError("not_found", "modules.key_not_found");
    const { label } = row;
    await writeAudit(inner, {
      ...{ action: "modules.revoke-key", entity: "module_key", entityId: keyId },
      before: { label },
    });
  });
}

/**
 * Gives a key a new secret. The one it had stays good for some hours beside it, so that programs are
 * changed over one by one; one from before that ends now. Throws not_found `modules.key_not_found`.
 */
export async function rotateModuleKey(
  ctx: Context,
  raw: RotateModuleKeyInput,
): Promise<{ secret: string; oldValidUntil: Date }> {
  authorize(ctx, "settings:modules");
  const { keyId, hours } = rotateModuleKeyInput.parse(raw);
  const secret = newSecret();
  const oldValidUntil = new Date(ctx.now.getTime() + hours * 3_600_000);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ label: string; oldTail: string }[]>`
      update module_keys
         set old_secret_hash = secret_hash, old_secret_tail = secret_tail,
             old_valid_until = ${oldValidUntil}, old_last_used_at = last_used_at,
             secret_hash = ${secretHash(ctx, secret)}, secret_tail = ${tailOf(secret)},
             last_used_at = null
       where id = ${keyId} and revoked_at is null
       returning label, old_secret_tail as "oldTail"`;
    if (!row) throw new DomainError("not_found", "modules.key_not_found");
    await writeAudit(inner, {
      ...{ action: "modules.rotate-key", entity: "module_key", entityId: keyId },
      before: { key: `…${row.oldTail}` },
      after: { key: `…${tailOf(secret)}`, oldValidUntil: oldValidUntil.toISOString() },
    });
  });
  return { secret, oldValidUntil };
}

/** How many calls a minute a key may make. Throws not_found `modules.key_not_found`. */
export async function saveModulePace(ctx: Context, raw: SaveModulePaceInput): Promise<void> {
  authorize(ctx, "settings:modules");
  const { keyId, callsPerMinute } = saveModulePaceInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ before: number }[]>`
      update module_keys k set calls_per_minute = ${callsPerMinute}
        from (select id, calls_per_minute as before from module_keys
               where id = ${keyId} and revoked_at is null for update) known
       where k.id = known.id returning known.before`;
    if (!row) throw new DomainError("not_found", "modules.key_not_found");
    await writeAudit(inner, {
      ...{ action: "modules.set-pace", entity: "module_key", entityId: keyId },
      before: { callsPerMinute: row.before },
      after: { callsPerMinute },
    });
  });
}
