import type { Role } from "@/db/values/access";
import type { Locale } from "@/server/kernel/locale";
import type { OperatorActor } from "../context";
import type { Doorstep } from "./throttle";

const HOUR_MS = 3_600_000;
/** A session that is used lives on; unused it ends after the idle time. */
export const SESSION_LIFE_MS = 30 * 24 * HOUR_MS;
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** "Last seen" may lag this much, which saves a write on nearly every request. */
const SEEN_LAG_MS = 60_000;

/** What the cookie says, sealed and signed by next-auth. */
export interface SessionClaim {
  tenantId: number;
  sessionId: string;
}

interface Row {
  operatorId: number;
  name: string;
  role: Role;
  language: Locale;
  seesAllGroups: boolean;
  groupIds: number[];
  lastSeenAt: Date;
}

/**
 * The operator behind a session row, or null when it was revoked, ran out, lay idle, or the operator
 * was deactivated. Asked on every request: rights taken away are gone with the next click.
 */
export async function actorOfSession(
  door: Doorstep,
  claim: SessionClaim,
): Promise<OperatorActor | null> {
  const { tenantId, sessionId } = claim;
  const idleSince = new Date(door.now.getTime() - SESSION_IDLE_MS);
  const [row] = await door.db.call(
    (sql) => sql<Row[]>`
      select operator_id as "operatorId", name, role, language, last_seen_at as "lastSeenAt",
             sees_all_groups as "seesAllGroups", group_ids as "groupIds"
        from session_actor(${tenantId}, ${sessionId}, ${door.now}, ${idleSince})`,
  );
  if (!row) return null;
  if (door.now.getTime() - row.lastSeenAt.getTime() > SEEN_LAG_MS) {
    const expiresAt = new Date(door.now.getTime() + SESSION_LIFE_MS);
    await door.db.begin(
      { tenantId, actorKind: "system", actorId: null, accessGroupIds: [] },
      ({ sql }) => sql`update sessions set last_seen_at = ${door.now}, expires_at = ${expiresAt}
                        where id = ${sessionId} and revoked_at is null`,
    );
  }
  const { operatorId, name, role, language, seesAllGroups, groupIds } = row;
  return {
    kind: "operator",
    tenantId,
    operatorId,
    name,
    role,
    language,
    accessGroupIds: seesAllGroups ? "all" : groupIds,
    sessionId,
  };
}
