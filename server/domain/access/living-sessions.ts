import type { Database } from "@/db/client";
import type { Role } from "@/db/values/access";
import { SESSION_IDLE_MS } from "./session";

export interface LivingSession {
  sessionId: string;
  operatorId: number;
  role: Role;
  accessGroupIds: number[] | "all";
}

interface Asked {
  tenantId: number;
  sessionIds: readonly string[];
  now: Date;
}

/** Those of the sessions that still stand, each with what its operator may see now. */
export async function livingSessions(
  db: Database,
  { tenantId, sessionIds, now }: Asked,
): Promise<LivingSession[]> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const settings = { tenantId, actorKind: "system", actorId: null, accessGroupIds: [] };
  const rows = await db.read(settings, async ({ sql }) => [
    ...(await sql<(LivingSession & { seesAll: boolean; accessGroupIds: number[] })[]>`
      select s.id as "sessionId", o.id as "operatorId", o.role, o.sees_all_groups as "seesAll",
             array(select g.access_group_id from operator_access_groups g
                    where g.operator_id = o.id order by 1) as "accessGroupIds"
        from sessions s join operators o on o.id = s.operator_id
       where s.id = any(${[...sessionIds]}::uuid[]) and s.revoked_at is null and o.is_active
         and s.expires_at > ${now} and s.last_seen_at > ${idleSince}`),
  ]);
  return rows.map(({ seesAll, accessGroupIds, ...row }) => ({
    ...row,
    accessGroupIds: seesAll ? "all" : accessGroupIds,
  }));
}
