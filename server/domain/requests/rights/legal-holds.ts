import type { Fragment, Tx } from "@/db/client";
import type { LegalHoldKind } from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { readTerms } from "./retention-terms";

/** A ground on which data have to be kept, and until when; null: until its cause is gone. */
export interface LegalHold {
  kind: LegalHoldKind;
  count: number;
  untilOn: Day | null;
}

/** A card with those that were merged into it: what they hold is one person's. */
export const cardsOf = ({ sql }: Pick<Tx, "sql">, partyId: number): Fragment => sql`
  with recursive merged (id) as (
    select ${partyId}::bigint
    union select p.id from parties p join merged m on p.merged_into_id = m.id)
  select id from merged`;

interface Row {
  openCases: number;
  unpaid: number;
  proceedings: number;
  disputes: number;
  lastOn: Day | null;
}

/**
 * What stands against erasing a person today, by one statement over all their cases: asked by a job,
 * for a case that the operator does not see holds as well.
 */
export async function legalHolds(
  tx: Tx,
  { partyId, today }: { partyId: number; today: Day },
): Promise<LegalHold[]> {
  const [terms, row] = await Promise.all([readTerms(tx), readRow(tx, partyId)]);
  const { openCases, unpaid, proceedings, disputes, lastOn } = row;
  const holds: LegalHold[] = [
    { kind: "open_case", count: openCases, untilOn: null },
    { kind: "unpaid", count: unpaid, untilOn: null },
    { kind: "proceeding", count: proceedings, untilOn: null },
    { kind: "dispute", count: disputes, untilOn: null },
  ];
  const kept = [
    { kind: "accounting" as const, untilOn: keptUntil(lastOn, terms.accountingYears) },
    { kind: "aml" as const, untilOn: keptUntil(lastOn, terms.amlYears) },
  ];
  for (const { kind, untilOn } of kept) {
    if (untilOn !== null && untilOn >= today) holds.push({ kind, count: 1, untilOn });
  }
  return holds.filter(({ count }) => count > 0);
}

/** The law counts from the end of the year: zákon 563/1991 § 31, zákon 253/2008 § 16. */
export function keptUntil(lastOn: Day | null, years: number): Day | null {
  if (lastOn === null || years === 0) return null;
  return `${Number(lastOn.slice(0, 4)) + years}-12-31` as Day;
}

async function readRow(tx: Tx, partyId: number): Promise<Row> {
  const { sql } = tx;
  const [row] = await sql<Row[]>`
    with cards as (${cardsOf(tx, partyId)}),
    own as (
      select k.id, k.closed_at from cases k
       where k.category <> 'request' and k.voided_at is null
         and (k.id in (select case_id from case_parties where party_id in (select id from cards))
              or k.group_id in (select id from case_groups
                                 where creditor_party_id in (select id from cards))))
    select (select count(*)::int from own where closed_at is null) as "openCases",
           (select count(*)::int from claims c
             where c.case_id in (select id from own) and c.voided_at is null
               and c.balance_minor <> 0) as unpaid,
           (select count(*)::int from proceedings r
             where r.case_id in (select id from own) and r.closed_on is null
               and r.deleted_at is null)
           + (select count(*)::int from party_insolvency i
               where i.party_id in (select id from cards) and i.is_active) as proceedings,
           (select count(*)::int from disputes d
             where d.case_id in (select id from own) and d.decided_at is null) as disputes,
           greatest(
             (select max(p.value_on) from payments p where p.case_id in (select id from own)),
             (select max(e.value_on) from component_entries e
                join claim_components m on m.id = e.component_id
                join claims c on c.id = m.claim_id where c.case_id in (select id from own)),
             (select max((closed_at at time zone 'Europe/Prague')::date) from own)) as "lastOn"`;
  if (!row) throw new Error("no row");
  return row;
}
