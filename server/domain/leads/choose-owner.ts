import type { Tx } from "@/db/client";
import { choosePerson, type Person } from "../requests";
import { dealRoles } from "./authorize-deals";
import type { Target } from "./rules/fits-mail";

/** Where whose turn it was is written. */
export type TurnOf = { table: "lead_rules" | "lead_forms"; id: number };

/**
 * Who gets a deal from outside: the operator named, or whoever of the team has the turn among those
 * present; null: nobody is named or here. The turn is locked until the transaction ends.
 */
export async function chooseOwner(tx: Tx, of: TurnOf | null): Promise<number | null> {
  if (of === null) return null;
  const { sql } = tx;
  const [target] = await sql<Target[]>`
    select team_id as "teamId", operator_id as "operatorId", distribution,
           last_operator_id as "lastOperatorId"
      from ${sql(of.table)} where id = ${of.id} for update`;
  if (!target) return null;
  const { operatorId, teamId } = target;
  if (operatorId !== null) {
    const rows = await sql`
      select 1 from operators
       where id = ${operatorId} and is_active and role = any(${dealRoles()}::text[])`;
    return rows.length > 0 ? operatorId : null;
  }
  if (teamId === null) return null;
  const chosen = choosePerson(await readTeam(tx, teamId), target);
  if (!chosen) return null;
  await sql`update ${sql(of.table)} set last_operator_id = ${chosen.id} where id = ${of.id}`;
  return chosen.id;
}

/** Those of a team who may have a deal, with the open deals that they have. */
async function readTeam({ sql }: Tx, teamId: number): Promise<Person[]> {
  const rows = await sql<Person[]>`
    select o.id, o.name, o.is_present as "isPresent", array[${teamId}::bigint] as teams,
           null as sees,
           (select count(*)::int from cases k
             where k.category = 'deal' and k.owner_id = o.id and k.closed_at is null) as load
      from operators o join operator_access_groups m
        on m.operator_id = o.id and m.access_group_id = ${teamId}
     where o.is_active and o.role = any(${dealRoles()}::text[]) order by o.id`;
  return [...rows];
}
