import type { Tx } from "@/db/client";
import type { Role } from "@/db/values/access";
import type { Locale } from "@/server/kernel/locale";
import type { Context, OperatorActor } from "../context";

interface Row {
  name: string;
  role: Role;
  language: Locale;
  seesAllGroups: boolean;
  groupIds: number[];
}

/**
 * The operator in whose name a job works on, with the rights of this moment: what was taken away
 * since the job began is gone. null when the operator may not sign in any more.
 */
export async function operatorActor(
  { sql }: Tx,
  ctx: Context,
  operatorId: number,
): Promise<OperatorActor | null> {
  const [row] = await sql<Row[]>`
    select o.name, o.role, o.language, o.sees_all_groups as "seesAllGroups",
           array(select g.access_group_id from operator_access_groups g
                  where g.operator_id = o.id) as "groupIds"
      from operators o where o.id = ${operatorId} and o.is_active`;
  if (!row) return null;
  return {
    kind: "operator",
    tenantId: ctx.actor.tenantId,
    operatorId,
    name: row.name,
    role: row.role,
    language: row.language,
    accessGroupIds: row.seesAllGroups ? "all" : row.groupIds,
    // A job has no session; nothing that it may do asks for one.
    sessionId: "",
  };
}
