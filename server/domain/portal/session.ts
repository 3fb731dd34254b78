import { portalSessions } from "@/db/schema";
import type { Locale } from "@/server/kernel/locale";
import type { Doorstep, Visitor } from "../access";
import { writeAudit } from "../audit";
import { type Context, inTransaction, type PortalActor, type SystemActor } from "../context";
import { atDoor } from "./at-door";
import { clientOfLetter, endLetterSession, isLetterSecret } from "./letters/letter-session";
import { hashOf, isSecret, newSecret } from "./secret";

const HOUR_MS = 3_600_000;
export const PORTAL_SESSION_LIFE_MS = 30 * 24 * HOUR_MS;
/** A phone left lying in a tram shows nobody's debts the next morning. */
export const IDLE_MS = 8 * HOUR_MS;
const SEEN_LAG_MS = 60_000;

interface Row {
  tenantId: number;
  sessionId: number;
  portalUserId: number;
  partyId: number;
  name: string;
  email: string;
  language: Locale;
  byName: string | null;
  lastSeenAt: Date;
}

/** The client behind a cookie's secret; null when it ended, lay idle, or the account or door is shut. */
export async function clientOfSession(
  door: Doorstep,
  secret: string,
  { isWatching = false }: { isWatching?: boolean } = {},
): Promise<PortalActor | null> {
  if (isLetterSecret(secret)) return clientOfLetter(door, secret);
  if (!isSecret(secret)) return null;
  const hash = hashOf(door.keys, "session", secret);
  const idleSince = new Date(door.now.getTime() - IDLE_MS);
  const [row] = await door.db.call<Row>(
    (sql) => sql`
      select tenant_id as "tenantId", session_id as "sessionId",
             portal_user_id as "portalUserId", party_id as "partyId", name, email, language,
             by_name as "byName", last_seen_at as "lastSeenAt"
        from portal_session_actor(${hash}, ${door.now}, ${idleSince})`,
  );
  if (!row) return null;
  const { lastSeenAt, ...client } = row;
  // What a page asks by itself does not keep a session alive.
  if (!isWatching && door.now.getTime() - lastSeenAt.getTime() > SEEN_LAG_MS) {
    await inTransaction(atDoor(door, row.tenantId), (_, { sql }) => {
      return sql`update portal_sessions set last_seen_at = ${door.now}
                  where id = ${row.sessionId} and revoked_at is null`;
    });
  }
  return { kind: "portalUser", ...client };
}

interface Entrant extends Visitor {
  /** The program that let them in, where it was not the client's own password. */
  by?: string | null;
  lifeMs?: number;
}

/** Writes a session down in the transaction that let the client in; answers the cookie's secret. */
export async function openSession(
  ctx: Context<SystemActor>,
  portalUserId: number,
  { ip, userAgent, by = null, lifeMs = PORTAL_SESSION_LIFE_MS }: Entrant,
): Promise<string> {
  if (!ctx.tx) throw new Error("a session is opened inside the transaction that lets one in");
  const secret = newSecret();
  await ctx.tx.sql`update portal_users set last_sign_in_at = ${ctx.now} where id = ${portalUserId}`;
  await ctx.tx.insert(portalSessions).values({
    portalUserId,
    secretHash: hashOf(ctx.keys, "session", secret),
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + lifeMs),
    byName: by,
    ip,
    userAgent: userAgent.slice(0, 400),
  });
  return secret;
}

/** Ends the session of a client who signs out. */
export async function endSession(door: Doorstep, client: PortalActor): Promise<void> {
  if (client.letter) return endLetterSession(door, client);
  const { tenantId, portalUserId, name, sessionId } = client;
  await inTransaction(atDoor(door, tenantId, { portalUserId, name }), async (ctx, { sql }) => {
    await sql`update portal_sessions set revoked_at = ${door.now}
               where id = ${sessionId} and revoked_at is null`;
    const row = { entity: "portal_user", entityId: portalUserId };
    await writeAudit(ctx, { ...row, action: "portal.sign-out" });
  });
}

/** Ends the session that a browser brought along when somebody was let in anew. */
export async function endEarlierSession(door: Doorstep, client: PortalActor): Promise<void> {
  // A letter's session is of another table: an account's of the same number is somebody else's.
  const table = client.letter ? "portal_letter_sessions" : "portal_sessions";
  await inTransaction(atDoor(door, client.tenantId), (_, { sql }) => {
    return sql`update ${sql(table)} set revoked_at = ${door.now}
                where id = ${client.sessionId} and revoked_at is null`;
  });
}
