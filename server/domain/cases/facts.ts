import { among, type Fragment, type Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Context } from "../context";
import type { CaseFacts } from "../workflow";
import { preActionPostedOn } from "./dispatch-proof";

interface FactRow {
  id: number;
  stateSinceOn: Day;
  values: CaseFacts["values"];
  hasOwner: boolean;
  claimCount: number;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  openTaskCount: number;
  documentCount: number;
  parties: CaseFacts["parties"] | null;
  proceedings: CaseFacts["proceedings"] | null;
  flags: CaseFacts["flags"];
  preActionPostedOn: Day | null;
  hasPreActionNotice: boolean;
  mergedInto: string | null;
  ownerId: number | null;
  openerId: number | null;
  collegial: CaseFacts["collegial"] | null;
}

/** The same facts with who moves the case, for guards that ask whose turn it is. */
export function withActor(facts: CaseFacts, { actor }: Context): CaseFacts {
  if (actor.kind !== "operator") return facts;
  return { ...facts, actor: { operatorId: actor.operatorId, role: actor.role } };
}

/** What guards may know of these cases, in one round trip. */
export const caseFacts = (tx: Tx, caseIds: readonly number[], today: Day) =>
  caseFactsOf(tx, among(tx.sql, caseIds), today);

/** The same of the cases whose id is `= …` or `= any (…)`. */
export async function caseFactsOf(
  tx: Tx,
  which: Fragment,
  today: Day,
): Promise<Map<number, CaseFacts>> {
  const rows = await tx.sql<FactRow[]>`
    select c.id, (c.state_since at time zone 'Europe/Prague')::date as "stateSinceOn",
           c.fields as "values", c.owner_id is not null as "hasOwner",
           c.claim_count as "claimCount", c.balance_czk_minor as "balanceCzkMinor",
           c.balance_eur_minor as "balanceEurMinor",
           (select count(*) from case_events e where e.case_id = c.id and e.kind = 'task'
               and e.resolved_at is null and e.deleted_at is null) as "openTaskCount",
           (select count(*) from case_events e where e.case_id = c.id and e.kind = 'document'
               and e.deleted_at is null) as "documentCount",
           (select json_agg(json_build_object('role', cp.role,
               'hasPostalAddress', exists (select 1 from party_addresses a
                  where a.party_id = cp.party_id and a.kind in ('main', 'seat')),
               'hasIdentifier', p.birth_number_hash is not null or p.registration_no is not null
                  or p.birth_on is not null))
              from case_parties cp join parties p on p.id = cp.party_id
             where cp.case_id = c.id) as "parties",
           (select json_agg(json_build_object('kind', r.kind, 'isOpen', r.closed_on is null,
               'hasFileMark', r.court_file_mark is not null))
              from proceedings r where r.case_id = c.id and r.deleted_at is null) as "proceedings",
           array(select distinct e from case_tags ct join tags t on t.id = ct.tag_id,
               unnest(t.effects) e where ct.case_id = c.id and ct.removed_at is null
               and (ct.ends_on is null or ct.ends_on >= ${today}::date)) as "flags",
           ${preActionPostedOn(tx.sql)} as "preActionPostedOn",
           exists (select from dunning_notices n
              join dunning_steps s on s.id = n.step_id and s.is_pre_action
             where n.case_id = c.id) as "hasPreActionNotice",
           c.owner_id as "ownerId", c.created_by as "openerId",
           coalesce((select m.ref_no from desk_requests d join cases m on m.id = d.merged_into_id
                      where d.case_id = c.id),
                    (select m.ref_no from case_merges g join cases m on m.id = g.kept_id
                      where g.merged_id = c.id)) as "mergedInto",
           ${collegialFacts(tx.sql)} as "collegial"
      from cases c where c.id ${which}`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        today,
        stateSinceOn: row.stateSinceOn,
        values: row.values,
        parties: row.parties ?? [],
        proceedings: row.proceedings ?? [],
        claimCount: row.claimCount,
        balances: [
          { amountMinor: row.balanceCzkMinor, currency: "CZK" as const },
          { amountMinor: row.balanceEurMinor, currency: "EUR" as const },
        ].filter((balance) => balance.amountMinor !== 0),
        openTaskCount: row.openTaskCount,
        ...{ documentCount: row.documentCount, hasOwner: row.hasOwner },
        flags: row.flags,
        preActionPostedOn: row.preActionPostedOn,
        hasPreActionNotice: row.hasPreActionNotice,
        mergedInto: row.mergedInto,
        people: { ownerId: row.ownerId, openerId: row.openerId },
        collegial: row.collegial ?? [],
      },
    ]),
  );
}

/**
 * Of `cases c`: actions that stand; one that its call's quorum does without is excused. What a quorum
 * still lacks is told too: a withdrawal does not lower it, and whoever is asked instead counts.
 */
const collegialFacts = (sql: Tx["sql"]): Fragment => sql`
  (select json_agg(json_build_object('action', a.kind, 'state', a.state,
        'outcome', coalesce(a.outcome, case when k.quorum <= d.of_call then 'excused'
                                            else 'pending' end),
        'lacking', greatest(0, coalesce(k.quorum, 0) - d.of_place)))
       from collegial_actions a join collegial_calls k on k.id = a.call_id
      cross join lateral (
        select count(*) filter (where o.call_id = k.id) as of_call, count(*) as of_place
          from collegial_actions o
         where k.quorum is not null and o.case_id = c.id and o.kind = a.kind
           and o.state is not distinct from a.state
           and o.withdrawn_at is null and o.outcome is not null) d
      where a.case_id = c.id and a.withdrawn_at is null)`;
