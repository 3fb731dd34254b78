import type { Fragment, Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { seesCase } from "../sees-case";

type Sql = Tx["sql"];

/** Somebody who may do an action today. */
export interface Able {
  operatorId: number;
  name: string;
  isPresent: boolean;
  /** For whom they stand in; null: it is theirs. */
  forId: number | null;
  forName: string | null;
}

/** Whose turn action `a` of call `l` is: nobody before it has yet to act. */
export const isItsTurn = (sql: Sql): Fragment => sql`
  (l.sequence = 'parallel' or not exists (
    select from collegial_actions b where b.call_id = a.call_id and b.position < a.position
       and b.withdrawn_at is null and b.outcome is null))`;

/** Whether case `k` is where action `a` can be done. */
export const isNow = (sql: Sql): Fragment => sql`
  (case when a.state is null then k.closed_at is null else k.state = a.state end)`;

/**
 * Everybody who may do action `a` of case `k` on a day, as JSON: those it was asked of, then their
 * deputies, found through as many hands as it takes; a deputy behind a wall is none.
 */
export const ableSql = (sql: Sql, day: Day): Fragment => sql`
  (select json_agg(json_build_object('operatorId', o.id, 'name', o.name,
      'isPresent', o.is_present,
      'forId', case when s.principal_id <> o.id then s.principal_id end,
      'forName', case when s.principal_id <> o.id then p.name end)
      order by s.principal_id <> o.id, o.name, p.name)
     from stand_ins(case when a.assignee_id is not null then array[a.assignee_id]
            else array(select h.id from operators h
                        where h.role = a.assignee_role and h.is_active) end,
            a.kind, ${day}::date) s
     join operators p on p.id = s.principal_id
     join operators o on o.id = s.operator_id and o.is_active
    where ${seesCase(sql)})`;
