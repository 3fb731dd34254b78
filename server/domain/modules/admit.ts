import type { Database } from "@/db/client";
import type { ModuleScope } from "@/db/values/modules";
import { DomainError } from "@/server/kernel/errors";
import { isLocale, type Locale } from "@/server/kernel/locale";
import { inTransaction, type ModuleActor, type ModuleContext } from "../context";
import type { Keys } from "../keys";
import { secretHash } from "./keys";

/** Calls of one key in a minute. */
export const CALLS_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const BEARER = /^Bearer +(saldo_[A-Za-z0-9_-]{43})$/i;

/**
 * Whose key an Authorization header holds; null where it holds none that is known and not revoked.
 * `language` is what the caller asked for, if anything we speak.
 */
export async function moduleOf(
  parts: { db: Database; keys: Keys },
  authorization: string | null,
  language: Locale | null,
): Promise<ModuleActor | null> {
  const secret = BEARER.exec(authorization ?? "")?.[1];
  if (secret === undefined) return null;
  const [row] = await parts.db.call<{
    tenantId: number;
    keyId: number;
    label: string;
    scopes: ModuleScope[];
    language: string;
  }>(
    (sql) => sql`
      select tenant_id as "tenantId", key_id as "keyId", label, scopes, language
        from module_key_of(${secretHash(parts, secret)})`,
  );
  if (!row) return null;
  const { tenantId, keyId, label: name, scopes } = row;
  const own = isLocale(row.language) ? row.language : "cs";
  return { kind: "module", tenantId, keyId, name, scopes, language: language ?? own };
}

/**
 * Counts a call of a key, all processes together. Throws precondition `modules.too_many` with the
 * seconds after which another is let in.
 */
export async function countModuleCall(ctx: ModuleContext): Promise<void> {
  const { keyId } = ctx.actor;
  const windowEnd = new Date(ctx.now.getTime() - MINUTE_MS);
  const row = await inTransaction(ctx, async (_, { sql }) => {
    const [counted] = await sql<{ calls: number; from: Date }[]>`
      update module_keys
         set last_used_at = ${ctx.now},
             window_calls = case when window_from > ${windowEnd} then window_calls + 1 else 1 end,
             window_from = case when window_from > ${windowEnd} then window_from else ${ctx.now} end
       where id = ${keyId} returning window_calls as calls, window_from as "from"`;
    return counted;
  });
  if (!row || row.calls <= CALLS_PER_MINUTE) return;
  const restMs = row.from.getTime() + MINUTE_MS - ctx.now.getTime();
  throw new DomainError("precondition", "modules.too_many", {
    seconds: Math.max(1, Math.ceil(restMs / 1000)),
  });
}
