import type { Tx } from "@/db/client";
import { HOUSE_WORKERS } from "../../sight";
import type { Person } from "./choose-person";
import type { Rule } from "./match-rules";

/** The rules in force in their order; locked, as whose turn it is stands in them. */
export const lockRules = ({ sql }: Tx) => sql<Rule[]>`
  select id, name, kinds, client_kinds as "clientKinds", categories,
         case_group_ids as "caseGroupIds", words, languages, channels, team_id as "teamId",
         operator_id as "operatorId", distribution, priority,
         last_operator_id as "lastOperatorId"
    from request_rules where is_active order by position, id for update`;

/** Everybody who may answer, with what they may see and, where that counts, have. */
export async function readPeople(
  { sql }: Tx,
  { isCounted }: { isCounted: boolean },
): Promise<Person[]> {
  const rows = await sql<Person[]>`
    select o.id, o.name, o.is_present as "isPresent", coalesce(g.ids, '{}') as teams,
           case when not o.sees_all_groups then coalesce(g.ids, '{}') end as sees,
           coalesce(l.count, 0) as load
      from operators o
      left join lateral (select array_agg(m.access_group_id) as ids
                           from operator_access_groups m where m.operator_id = o.id) g on true
      left join (select k.owner_id, count(*)::int as count
                   from desk_requests d join cases k on k.id = d.case_id
                  where ${isCounted} and d.resolved_at is null and d.merged_into_id is null
                  group by k.owner_id) l on l.owner_id = o.id
     where o.is_active and o.role = any(${[...HOUSE_WORKERS]}::text[]) order by o.id`;
  return [...rows];
}
