import type { Database } from "@/db/client";
import { IDLE_MS } from "./session";

interface Asked {
  tenantId: number;
  sessionIds: readonly number[];
  now: Date;
}

/** Those of the clients' sessions that still stand, at a door that is still open. */
export async function livingClients(
  db: Database,
  { tenantId, sessionIds, now }: Asked,
): Promise<number[]> {
  const idleSince = new Date(now.getTime() - IDLE_MS);
  const settings = { tenantId, actorKind: "system", actorId: null, accessGroupIds: [] };
  return db.read(settings, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`
      select s.id from portal_sessions s
        join portal_users u on u.id = s.portal_user_id and u.is_active
        join portal_sites d on d.is_open
       where s.id = any(${[...sessionIds]}::bigint[]) and s.revoked_at is null
         and s.expires_at > ${now} and s.last_seen_at > ${idleSince}`;
    return rows.map(({ id }) => id);
  });
}
