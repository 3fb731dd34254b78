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
} from "./inputs";

/** Says what it is where somebody finds it in a log or a repository. */
const PREFIX = "saldo_";
const SECRET_BYTES = 32;

export const secretHash = (ctx: Pick<Context, "keys">, secret: string): Buffer =>
  ctx.keys.hash("module-key", secret);

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
}

/** Keys of machines, living ones first; never a secret. */
export async function listModuleKeys(ctx: Context): Promise<ModuleKeyItem[]> {
  authorize(ctx, "settings:modules");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<ModuleKeyItem[]>`
      select k.id, k.label, k.scopes, k.secret_tail as tail, k.created_at as "createdAt",
             o.name as "createdByName", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
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
  const { label, scopes } = createModuleKeyInput.parse(raw);
  const secret = PREFIX + randomBytes(SECRET_BYTES).toString("base64url");
  return inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into module_keys (label, secret_hash, secret_tail, scopes, created_by, created_at)
      values (${label}, ${secretHash(ctx, secret)}, ${secret.slice(-4)}, ${[...new Set(scopes)]},
              ${authorOf(ctx.actor).id}, ${ctx.now}) returning id`;
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      ...{ action: "modules.create-key", entity: "module_key", entityId: row.id },
      after: { label, scopes, key: `…${secret.slice(-4)}` },
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
