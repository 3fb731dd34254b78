import type { Fragment, Tx } from "@/db/client";
import { addDays, type Day } from "@/server/kernel/days";
import { toMinor } from "@/server/kernel/money";
import { DENOMINATOR } from "./accrual";
import { accruedTo, lastDayOf, unusedWaiver } from "./accrued";
import type { AllocationEntry } from "./allocation";
import { entriesOf } from "./caches";
import type { CaseLedger } from "./ledger";

/** Where a growing component stands on a day, and how it goes on; see the table's description. */
export interface Position {
  componentId: number;
  claimId: number;
  caseId: number;
  throughOn: Day;
  untilOn: Day | null;
  sinceMinor: number;
  rest: number;
  perDayMinor: number;
  perDayRest: number;
}

/**
 * The positions of a case's growing components as of `today`, or as of the last booking where that
 * is later. Derived from the same lines as every balance; a test holds the two together.
 */
export function positionsOf(
  ledger: CaseLedger,
  allocated: readonly AllocationEntry[],
  today: Day,
): Position[] {
  return [...ledger.books.values()].flatMap((book) => {
    if (book.accruals.length === 0) return [];
    const rows = { charges: book.charges, entries: entriesOf(book, allocated) };
    const bookedOn = lastDayOf(rows.charges, rows.entries) ?? today;
    const throughOn = bookedOn > today ? bookedOn : today;
    return book.accruals.map((accruing): Position => {
      const { accrual, baseMinor, reducedMinor } = accruedTo(rows, accruing, bookedOn);
      const heldMinor = accrual.totalMinor;
      const unusedOn = (day: Day) =>
        unusedWaiver({ charges: rows.charges, lines: accrual.lines }, accruing, day);
      const unusedBefore = unusedOn(bookedOn);
      if (bookedOn < throughOn) {
        accrual.run(baseMinor, [addDays(bookedOn, 1), throughOn], reducedMinor);
      }
      // What was waived ahead is used up first; while any is left, each day is looked at anew.
      const unused = unusedBefore > 0 ? unusedOn(throughOn) : 0;
      const { rest, perDay, until } = accrual.outlook(
        baseMinor,
        addDays(throughOn, 1),
        reducedMinor,
      );
      return {
        componentId: accruing.componentKey,
        claimId: accruing.claimKey,
        caseId: ledger.row.id,
        throughOn,
        untilOn: unused > 0 ? throughOn : until,
        sinceMinor: accrual.totalMinor - heldMinor - (unusedBefore - unused),
        rest: toMinor(rest),
        perDayMinor: toMinor(perDay / DENOMINATOR),
        perDayRest: toMinor(perDay % DENOMINATOR),
      };
    });
  });
}

export async function writePositions({ sql }: Tx, rows: readonly Position[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into interest_positions as p (component_id, claim_id, case_id, through_on, until_on,
           since_minor, rest, per_day_minor, per_day_rest)
    select n.component, n.claim, n.case_id, n.through::date, n.until::date, n.since, n.rest,
           n.whole, n.parts
      from unnest(${rows.map((row) => row.componentId)}::bigint[],
                  ${rows.map((row) => row.claimId)}::bigint[],
                  ${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.throughOn)}::text[],
                  ${rows.map((row) => row.untilOn)}::text[],
                  ${rows.map((row) => row.sinceMinor)}::bigint[],
                  ${rows.map((row) => row.rest)}::bigint[],
                  ${rows.map((row) => row.perDayMinor)}::bigint[],
                  ${rows.map((row) => row.perDayRest)}::bigint[])
           as n (component, claim, case_id, through, until, since, rest, whole, parts)
    on conflict (tenant_id, component_id) do update
       set through_on = excluded.through_on, until_on = excluded.until_on,
           since_minor = excluded.since_minor, rest = excluded.rest,
           per_day_minor = excluded.per_day_minor, per_day_rest = excluded.per_day_rest
     where (p.through_on, p.until_on, p.since_minor, p.rest, p.per_day_minor, p.per_day_rest)
           is distinct from (excluded.through_on, excluded.until_on, excluded.since_minor,
           excluded.rest, excluded.per_day_minor, excluded.per_day_rest)`;
}

const HALF = DENOMINATOR / 2n;

/**
 * By how much a position `p` has grown beyond the caches at the end of a day, in minor units, to the
 * unit as the ledger would say; null on a day that it does not reach. What is booked for later days
 * counts already, as in the caches, and its interest with it.
 */
export function grownSql({ sql }: Pick<Tx, "sql">, day: Day): Fragment {
  const days = sql`greatest(${day}::date - p.through_on, 0)`;
  const half = sql`${Number(HALF)}::bigint`;
  const whole = sql`${Number(DENOMINATOR)}::bigint`;
  return sql`
    case when p.until_on is null or p.until_on >= ${day}::date
         then p.since_minor + ${days} * p.per_day_minor
              + (p.rest + ${days} * p.per_day_rest + ${half}) / ${whole}
              - (p.rest + ${half}) / ${whole} end`;
}

/** The same of a claim with all that grows on it; 0 where nothing does. The claim: `c.id`, if not said. */
export function claimGrownSql(tx: Pick<Tx, "sql">, day: Day, claimId = tx.sql`c.id`): Fragment {
  return tx.sql`
    (select case when count(*) = count(g.grown) then coalesce(sum(g.grown), 0)::bigint end
       from (select ${grownSql(tx, day)} as grown from interest_positions p
              where p.claim_id = ${claimId}) g)`;
}
