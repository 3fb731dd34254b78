import type { Tx } from "@/db/client";
import { ANSWERABLE_ROLES } from "../cases";

/** So many cases are held at a time, whoever owes on how many. */
const CASES_AT_ONCE = 2_000;

export interface PartyCase {
  factId: number;
  caseId: number;
  refNo: string;
  category: string;
  /** What the party is there. */
  roles: string[];
}

/** A fact about a party that belongs to no case itself. */
export interface PartyFact {
  factId: number;
  partyId: number;
}

/**
 * The open cases of these categories on which the parties owe or vouch, fact by fact and each fact's by
 * case, in pieces. Who stands there otherwise, as creditor, court or lawyer, owes nothing there.
 */
export async function* partyCases(
  { sql }: Tx,
  asked: { facts: readonly PartyFact[]; categories: readonly string[] },
): AsyncGenerator<PartyCase[]> {
  const { facts, categories } = asked;
  if (facts.length === 0 || categories.length === 0) return;
  let after = { factId: 0, caseId: 0 };
  for (;;) {
    const piece = await sql<PartyCase[]>`
      with piece as (
        select distinct f.id, k.id as case_id, f.party_id, k.ref_no, k.category
          from unnest(${facts.map(({ factId }) => factId)}::bigint[],
                      ${facts.map(({ partyId }) => partyId)}::bigint[]) as f (id, party_id)
          join case_parties cp on cp.party_id = f.party_id and cp.role = any(${ANSWERABLE_ROLES})
          join cases k on k.id = cp.case_id
         where (f.id, k.id) > (${after.factId}::bigint, ${after.caseId}::bigint)
           and k.category = any(${categories as string[]}::text[])
           and k.closed_at is null and k.archived_at is null and k.voided_at is null
         order by f.id, k.id limit ${CASES_AT_ONCE})
      select p.id as "factId", p.case_id as "caseId", p.ref_no as "refNo", p.category,
             (select array_agg(cp.role order by cp.role) from case_parties cp
               where cp.case_id = p.case_id and cp.party_id = p.party_id) as roles
        from piece p order by p.id, p.case_id`;
    if (piece.length > 0) yield [...piece];
    const last = piece.at(-1);
    if (!last || piece.length < CASES_AT_ONCE) return;
    after = last;
  }
}
