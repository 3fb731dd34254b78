import type { Tx } from "@/db/client";
import type { MovementReason } from "@/db/values/bank";
import { refNoSortKey } from "@/server/kernel/ref-no";
import type { Settlement } from "../../bank";
import { OWING_ROLES } from "../../cases";
import type { FedPayment } from "./own-feed";

/** What our register knows of a payment's counterparty. */
export interface Known {
  /** A case of that number, or a person of that number, is on record. */
  isKnown: boolean;
  /** Cases with an open claim in the currency; by the symbol, where one of them has it. */
  cases: number;
  caseId: number | null;
  /** The only claim that can be meant. */
  claimId: number | null;
  /** What is owed there before this page. */
  owedMinor: number;
}

type Said = Pick<
  FedPayment,
  "caseRef" | "registrationNo" | "birthNumberHash" | "counterpartyName" | "variableSymbol"
>;

export type Verdict = Pick<Settlement, "reason" | "caseId" | "claimId">;

/**
 * The verdicts on payments of one page, in its order: what the ones before pay is not owed to the
 * next any more. null: the symbol decides.
 */
export function verdictsOf(
  payments: readonly (Said & { amountMinor: number })[],
  known: readonly Known[],
): (Verdict | null)[] {
  const spent = new Map<number, number>();
  return payments.map((payment, index) => {
    const found = known[index];
    if (!found) return null;
    const { caseId, claimId, owedMinor } = found;
    const paidMinor = caseId === null ? 0 : (spent.get(caseId) ?? 0);
    const isPaid = found.cases === 1 && paidMinor >= owedMinor;
    const reason = verdictOf(payment, isPaid ? { ...found, cases: 0 } : found);
    if (reason === null) return null;
    if (reason !== "counterparty" || caseId === null)
      return { reason, caseId: null, claimId: null };
    spent.set(caseId, paidMinor + payment.amountMinor);
    return { reason, caseId, claimId };
  });
}

/**
 * What becomes of a payment by its counterparty; null: nothing, its symbol decides like that of any
 * movement. Certain is what leads to open claims of exactly one case. A name is not enough.
 */
export function verdictOf(said: Said, known: Known): MovementReason | null {
  const { caseRef, registrationNo, birthNumberHash, counterpartyName, variableSymbol } = said;
  if (known.isKnown && known.cases === 1) return "counterparty";
  // Somebody else may have paid for the debtor: then the symbol says for whom.
  if (variableSymbol !== null) return null;
  const isNamed = caseRef ?? registrationNo ?? birthNumberHash ?? counterpartyName;
  if (!known.isKnown) return isNamed === null ? null : "unknown_counterparty";
  return known.cases === 0 ? "nothing_owed" : "several_cases";
}

/** Looks all counterparties up at once: case numbers, IČO and birth numbers, and what is owed there. */
export async function resolveCounterparties(
  { sql }: Tx,
  payments: readonly FedPayment[],
): Promise<Known[]> {
  const refs = payments.map(({ caseRef }) => (caseRef === null ? null : refNoSortKey(caseRef)));
  const rows = await sql<Known[]>`
    with said as materialized (
      select * from unnest(${refs.map((ref) => ref?.year ?? null)}::integer[],
                           ${refs.map((ref) => ref?.number ?? null)}::bigint[],
                           ${payments.map((each) => each.registrationNo)}::text[],
                           ${payments.map((each) => each.birthNumberHash?.toString("hex") ?? null)}::text[],
                           ${payments.map((each) => each.currency)}::text[],
                           ${payments.map((each) => each.variableSymbol)}::text[])
             with ordinality as n (year, number, ico, birth, currency, vs, no)),
    by_case as (
      select s.no, k.id as case_id from said s
        join cases k on k.ref_year = s.year and k.ref_number = s.number and k.voided_at is null),
    person as (
      select s.no, p.id as party_id from said s
        join parties p on p.registration_no = s.ico and p.merged_into_id is null
       union
      select s.no, p.id from said s
        join parties p on p.birth_number_hash = decode(s.birth, 'hex') and p.merged_into_id is null),
    place as (
      select no, case_id from by_case
       union
      select p.no, cp.case_id from person p
        join case_parties cp on cp.party_id = p.party_id and cp.role = any(${[...OWING_ROLES]})
        join cases k on k.id = cp.case_id and k.voided_at is null
       where not exists (select 1 from by_case b where b.no = p.no)),
    owed as (
      select l.no, l.case_id, c.id as claim_id, c.balance_minor,
             coalesce(ltrim(c.variable_symbol, '0') = s.vs, false) as is_symbol
        from place l join said s on s.no = l.no
        join claims c on c.case_id = l.case_id and c.currency = s.currency
                     and c.voided_at is null and c.balance_minor > 0),
    meant as (
      select o.* from owed o
       where o.is_symbol or not exists (select 1 from owed x where x.no = o.no and x.is_symbol))
    select exists (select 1 from by_case b where b.no = s.no)
             or exists (select 1 from person p where p.no = s.no) as "isKnown",
           count(distinct m.case_id) as cases,
           case when count(distinct m.case_id) = 1 then min(m.case_id) end as "caseId",
           case when count(*) = 1 then min(m.claim_id) end as "claimId",
           coalesce(sum(m.balance_minor), 0)::bigint as "owedMinor"
      from said s left join meant m on m.no = s.no group by s.no order by s.no`;
  return [...rows];
}
