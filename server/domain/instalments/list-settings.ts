import { GRACE_DAYS_DEFAULT } from "@/db/values/instalments";
import { authorize, type Context, reading } from "../context";

export interface ScheduleSetting {
  /** null: of the tenant. */
  groupId: number | null;
  groupCode: string | null;
  graceDays: number;
  brokenTransition: string | null;
}

/** What schedules start with: the tenant's first, then of the groups that have their own. */
export async function listSettings(ctx: Context): Promise<ScheduleSetting[]> {
  authorize(ctx, "claims:read");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<ScheduleSetting[]>`
      select s.group_id as "groupId", g.code as "groupCode", s.grace_days as "graceDays",
             s.broken_transition as "brokenTransition"
        from schedule_settings s left join case_groups g on g.id = s.group_id
       order by g.code nulls first`;
    const own = rows.find(({ groupId }) => groupId === null);
    const unset = { groupId: null, groupCode: null, brokenTransition: null };
    return own ? [...rows] : [{ ...unset, graceDays: GRACE_DAYS_DEFAULT }, ...rows];
  });
}
