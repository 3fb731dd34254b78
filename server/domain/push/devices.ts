import type { NoticeKind } from "@/db/values/push";
import { assertCallable } from "@/server/connectors/web";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { deviceInput, type SaveDeviceInput, saveDeviceInput } from "./inputs";
import { vapidKeys } from "./keys";

/** A desk, a telephone and a tablet, and as many again. */
const DEVICES_MAX = 10;

export interface PushDevice {
  id: number;
  label: string;
  kinds: NoticeKind[];
  createdAt: Date;
  lastSentAt: Date | null;
  /** Made in this very session, so most likely in this very browser. */
  isThis: boolean;
}

/** One's own devices, and the key that a browser needs to subscribe. */
export async function myDevices(
  ctx: OperatorContext,
): Promise<{ publicKey: string; devices: PushDevice[] }> {
  authorize(ctx, "cases:read");
  const { operatorId, sessionId } = ctx.actor;
  const { publicKey } = await vapidKeys(ctx);
  const devices = await reading(ctx, async ({ sql }) => [
    ...(await sql<PushDevice[]>`
      select id, label, kinds, created_at as "createdAt", last_sent_at as "lastSentAt",
             session_id::text = ${sessionId} as "isThis"
        from push_devices where operator_id = ${operatorId} order by id`),
  ]);
  return { publicKey, devices };
}

/**
 * Lets a browser be told, or changes of what. Its address comes from the browser: only one that may
 * be called from here is kept. Throws `feeds.web_address`, `feeds.web_private`, `pocket.too_many`.
 */
export async function saveDevice(
  ctx: OperatorContext,
  raw: SaveDeviceInput,
): Promise<{ deviceId: number }> {
  authorize(ctx, "cases:read");
  const { endpoint, p256dh, auth, label, kinds } = saveDeviceInput.parse(raw);
  const isPrivateAllowed = ctx.outside?.isPrivateAllowed ?? false;
  assertCallable(new URL(endpoint), { isPrivateAllowed });
  const { operatorId, sessionId, tenantId } = ctx.actor;
  const hash = ctx.keys.hash(`push:${tenantId}`, endpoint);
  const sealed = ctx.keys.seal(JSON.stringify({ endpoint, p256dh, auth }));
  return inTransaction(ctx, async (inner, { sql }) => {
    const [many] = await sql`
      select 1 from push_devices where operator_id = ${operatorId} and endpoint_hash <> ${hash}
       having count(*) >= ${DEVICES_MAX}`;
    if (many) throw new DomainError("precondition", "pocket.too_many");
    // A browser that somebody else signs in to is theirs from then on; what waits for it is not.
    await sql`
      delete from push_notices n using push_devices d
       where d.id = n.device_id and d.endpoint_hash = ${hash} and d.operator_id <> ${operatorId}
         and n.settled_at is null`;
    const [row] = await sql<{ id: number }[]>`
      insert into push_devices (operator_id, session_id, endpoint_hash, subscription_cipher, label,
                                kinds, created_at)
      select s.operator_id, s.id, ${hash}, ${sealed}, ${label}, ${kinds}, ${ctx.now}::timestamptz
        from sessions s where s.id::text = ${sessionId} and s.operator_id = ${operatorId}
      on conflict (tenant_id, endpoint_hash) do update set
        operator_id = excluded.operator_id, session_id = excluded.session_id,
        subscription_cipher = excluded.subscription_cipher, label = excluded.label,
        kinds = excluded.kinds
      returning id`;
    if (!row) throw new DomainError("not_found", "pocket.not_found");
    await writeAudit(inner, {
      ...{ action: "push.save-device", entity: "operator", entityId: operatorId },
      after: { label, kinds },
    });
    return { deviceId: row.id };
  });
}

/** Tells one of one's own devices nothing more. Throws not_found `pocket.not_found`. */
export async function removeDevice(ctx: OperatorContext, raw: { deviceId: number }): Promise<void> {
  authorize(ctx, "cases:read");
  const { deviceId } = deviceInput.parse(raw);
  const { operatorId } = ctx.actor;
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ label: string }[]>`
      delete from push_devices where id = ${deviceId} and operator_id = ${operatorId}
      returning label`;
    if (!row) throw new DomainError("not_found", "pocket.not_found");
    await writeAudit(inner, {
      ...{ action: "push.remove-device", entity: "operator", entityId: operatorId },
      before: { label: row.label },
    });
  });
}
