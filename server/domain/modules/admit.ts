import type { Database } from "@/db/client";
import { MODULE_CALLS_PER_MINUTE, type ModuleScope } from "@/db/values/modules";
import { isLocale, type Locale } from "@/server/kernel/locale";
import type { ModuleActor } from "../context";
import type { Keys } from "../keys";
import { secretHash } from "./keys";

/** Calls of one key in a minute, unless its tenant said another number. */
export const CALLS_PER_MINUTE = MODULE_CALLS_PER_MINUTE;
const MINUTE_MS = 60_000;
const BEARER = /^Bearer +(saldo_[A-Za-z0-9_-]{43})$/i;

export interface AdmittedModule {
  actor: ModuleActor;
  /** Seconds until another call is let in; null: this one is. */
  waitSeconds: number | null;
}

interface Row {
  tenantId: number;
  keyId: number;
  label: string;
  scopes: ModuleScope[];
  language: string;
  callsPerMinute: number;
  calls: number;
  windowFrom: Date;
}

/**
 * Whose key an Authorization header holds, the call counted, all processes together; null where it
 * holds none that is known and not revoked. A secret that was exchanged is good until its day.
 * `language` is what the caller asked for, if anything we speak.
 */
export async function admitModule(
  parts: { db: Database; keys: Keys; now: Date },
  authorization: string | null,
  language: Locale | null,
): Promise<AdmittedModule | null> {
  const secret = BEARER.exec(authorization ?? "")?.[1];
  if (secret === undefined) return null;
  const [row] = await parts.db.call<Row>(
    (sql) => sql`
      select tenant_id as "tenantId", key_id as "keyId", label, scopes, language,
             calls_per_minute as "callsPerMinute", calls, window_from as "windowFrom"
        from admit_module(${secretHash(parts, secret)}, ${parts.now})`,
  );
  if (!row) return null;
  const { tenantId, keyId, label: name, scopes } = row;
  const own = isLocale(row.language) ? row.language : "cs";
  const actor: ModuleActor = {
    ...{ kind: "module", tenantId, keyId, name, scopes, language: language ?? own },
  };
  return { actor, waitSeconds: waitOf(row, parts.now) };
}

function waitOf({ calls, callsPerMinute, windowFrom }: Row, now: Date): number | null {
  if (calls <= callsPerMinute) return null;
  return Math.max(1, Math.ceil((windowFrom.getTime() + MINUTE_MS - now.getTime()) / 1000));
}
