import { among, type Fragment, type Tx } from "@/db/client";
import { STOP_REASONS, type StopReason } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { proceduresWithout } from "../law";

/** Of a party's insolvency: by law nobody is asked to pay beside the proceeding. */
export function stopsNotices(alias: Fragment, { sql }: Pick<Tx, "sql">): Fragment {
  const mild = proceduresWithout("stopsNotices");
  return sql`and not exists (
    select from unnest(${mild.map(({ register }) => register)}::text[],
                       ${mild.map(({ procedure }) => procedure)}::text[]) as m (register, procedure)
     where m.register = ${alias}.register and m.procedure = ${alias}.procedure)`;
}

/** A stop as a number: the lower one is named where several hold. */
export const stopRank = (reason: StopReason): number => STOP_REASONS.indexOf(reason) + 1;
export const stopOf = (rank: number): StopReason | null => STOP_REASONS[rank - 1] ?? null;

/**
 * What stops notices on a day, as two tables `(id, rank)`: of claims and of cases. Reasons that lie in
 * the recipient's addresses or in how often they were written to are judged when a letter is made.
 */
export function stopsSql(
  { sql }: Tx,
  { onDay, caseIds }: { onDay: Day; caseIds: readonly number[] | null },
): { ofClaims: Fragment; ofCases: Fragment } {
  const ranks = sql`array_position(${[...STOP_REASONS]}::text[], h.kind)`;
  const holds = sql`h.ended_at is null and (h.until_on is null or h.until_on >= ${onDay}::date)`;
  const of = (column: Fragment) => (caseIds ? sql`and ${column} ${among(sql, caseIds)}` : sql``);
  const ofClaims = sql`
    select h.claim_id as id, min(${ranks}) as rank
      from contact_holds h where h.claim_id is not null and ${holds} group by 1`;
  const ofCases = sql`
    select id, min(rank) as rank from (
      select h.case_id as id, ${ranks} as rank
        from contact_holds h where h.case_id is not null and ${holds} ${of(sql`h.case_id`)}
      union all
      select k.id, ${ranks} from contact_holds h join cases k on k.debtor_party_id = h.party_id
       where h.party_id is not null and ${holds} ${of(sql`k.id`)}
      union all
      select n.case_id, ${stopRank("represented")}::int from case_parties n
       where n.role = 'legalRepresentative' ${of(sql`n.case_id`)}
      union all
      -- Whoever is insolvent is so on all their cases.
      select k.id, ${stopRank("insolvency")}::int
        from proceedings r join cases i on i.id = r.case_id
        join cases k on k.id = i.id or k.debtor_party_id = i.debtor_party_id
       where r.kind = 'insolvency' and r.closed_on is null and r.deleted_at is null ${of(sql`k.id`)}
      union all
      select k.id, ${stopRank("insolvency")}::int
        from party_insolvency i join cases k on k.debtor_party_id = i.party_id
       where i.is_active ${stopsNotices(sql`i`, { sql })} ${of(sql`k.id`)}
      union all
      select p.case_id, ${stopRank("open_promise")}::int from payment_promises p
       where p.state = 'open' and p.due_on + p.grace_days >= ${onDay}::date
         ${of(sql`p.case_id`)}
      union all
      select g.case_id, case when 'do_not_contact' = any(t.effects)
                             then ${stopRank("do_not_contact")}::int else ${stopRank("tag")}::int end
        from case_tags g join tags t on t.id = g.tag_id
       where g.removed_at is null and (g.ends_on is null or g.ends_on >= ${onDay}::date)
         and t.effects && '{stop_notices,do_not_contact}'::text[] ${of(sql`g.case_id`)}
    ) s group by id`;
  return { ofClaims, ofCases };
}
