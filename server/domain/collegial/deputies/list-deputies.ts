import type { CollegialKind } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../../context";
import { type ListDeputiesInput, listDeputiesInput } from "../inputs";

export interface DeputyItem {
  id: number;
  version: number;
  principalId: number;
  principalName: string;
  deputyId: number;
  deputyName: string;
  isDeputyActive: boolean;
  kind: CollegialKind | null;
  startsOn: Day;
  endsOn: Day | null;
  /** As of today. */
  standing: "coming" | "inForce" | "over";
}

const OVER_DAYS_SHOWN = 365;
const ROWS_MAX = 1_000;

/**
 * Deputies as they are, will be and, for a year back, were: one's own and whom one stands in for;
 * everybody's for those who may. The ones in force first.
 */
export async function listDeputies(
  ctx: Context,
  raw: ListDeputiesInput = {},
): Promise<DeputyItem[]> {
  const { isEverybody } = listDeputiesInput.parse(raw);
  authorize(ctx, isEverybody ? "deputies:edit" : "collegial:decide");
  const me = ctx.actor.kind === "operator" ? ctx.actor.operatorId : 0;
  return reading(ctx, async ({ sql }) => {
    const whose = isEverybody ? sql`` : sql`and (d.principal_id = ${me} or d.deputy_id = ${me})`;
    const rows = await sql<DeputyItem[]>`
      select d.id, d.version, d.principal_id as "principalId", p.name as "principalName",
             d.deputy_id as "deputyId", o.name as "deputyName", o.is_active as "isDeputyActive",
             d.kind, d.starts_on as "startsOn", d.ends_on as "endsOn",
             case when d.starts_on > ${ctx.today}::date then 'coming'
                  when d.ends_on < ${ctx.today}::date then 'over' else 'inForce' end as standing
        from deputy_appointments d
        join operators p on p.id = d.principal_id join operators o on o.id = d.deputy_id
       where d.revoked_at is null
         and (d.ends_on is null or d.ends_on >= ${ctx.today}::date - ${OVER_DAYS_SHOWN}::int)
         ${whose}
       order by coalesce(d.ends_on < ${ctx.today}::date, false), d.starts_on, p.name, d.id
       limit ${ROWS_MAX}`;
    return [...rows];
  });
}
