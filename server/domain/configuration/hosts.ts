import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type HostInput, hostInput } from "./inputs";
import { makeSecret } from "./sign";

/** How long both secrets sign after a change. */
const OVERLAP_MS = 24 * 60 * 60_000;

export interface HostItem {
  host: string;
  /** The secret's last four characters. */
  tail: string;
  createdAt: Date;
  rotatedAt: Date | null;
  /** The former secret signs too until then. */
  previousUntil: Date | null;
}

/**
 * Lets a machine be called, and makes the secret that signs for it; it stands in this answer and is
 * kept sealed. Throws conflict `configuration.host_known`.
 */
export async function allowHost(ctx: Context, raw: HostInput): Promise<{ secret: string }> {
  authorize(ctx, "settings:config");
  const { host } = hostInput.parse(raw);
  const secret = makeSecret();
  await inTransaction(ctx, async (inner, { sql }) => {
    const { count } = await sql`
      insert into outgoing_hosts (host, secret, secret_tail, created_by, created_at)
      values (${host}, ${ctx.keys.seal(secret)}, ${secret.slice(-4)}, ${authorOf(ctx.actor).id},
              ${ctx.now}) on conflict do nothing`;
    if (count === 0) throw new DomainError("conflict", "configuration.host_known");
    await writeAudit(inner, {
      ...{ action: "configuration.allow-host", entity: "outgoing_host", entityId: null },
      after: { host, secret: `…${secret.slice(-4)}` },
    });
  });
  return { secret };
}

/** Lets a machine be called no more, at once. Throws not_found `configuration.host_unknown`. */
export async function forbidHost(ctx: Context, raw: HostInput): Promise<void> {
  authorize(ctx, "settings:config");
  const { host } = hostInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const { count } = await sql`delete from outgoing_hosts where host = ${host}`;
    if (count === 0) throw new DomainError("not_found", "configuration.host_unknown");
    await writeAudit(inner, {
      ...{ action: "configuration.forbid-host", entity: "outgoing_host", entityId: null },
      before: { host },
    });
  });
}

/**
 * Makes a new secret; for a day the former signs beside it. Throws not_found
 * `configuration.host_unknown`.
 */
export async function rotateSecret(
  ctx: Context,
  raw: HostInput,
): Promise<{ secret: string; previousUntil: Date }> {
  authorize(ctx, "settings:config");
  const { host } = hostInput.parse(raw);
  const secret = makeSecret();
  const previousUntil = new Date(ctx.now.getTime() + OVERLAP_MS);
  await inTransaction(ctx, async (inner, { sql }) => {
    const { count } = await sql`
      update outgoing_hosts
         set previous_secret = secret, previous_until = ${previousUntil},
             secret = ${ctx.keys.seal(secret)}, secret_tail = ${secret.slice(-4)},
             rotated_at = ${ctx.now}
       where host = ${host}`;
    if (count === 0) throw new DomainError("not_found", "configuration.host_unknown");
    await writeAudit(inner, {
      ...{ action: "configuration.rotate-secret", entity: "outgoing_host", entityId: null },
      after: { host, secret: `…${secret.slice(-4)}` },
    });
  });
  return { secret, previousUntil };
}
