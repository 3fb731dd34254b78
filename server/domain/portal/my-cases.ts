import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { claimGrownSql, claimsOfCase } from "../claims";
import { type PortalContext, reading } from "../context";
import { isOwingSql } from "./my-case";

export interface MyTotal {
  currency: Currency;
  balanceMinor: number;
}

/** A case as its client sees it in a list. */
export interface MyCase {
  refNo: string;
  /** To whom the client owes; of a creditor's case who owes. */
  counterpart: string | null;
  /** Whether it is the client who owes, or vouches. */
  isOwing: boolean;
  isOpen: boolean;
  openedOn: Day;
  overdueSince: Day | null;
  /** As of today, interest of the day included; empty where nothing was ever owed. */
  totals: MyTotal[];
}

type Row = Omit<MyCase, "totals"> & {
  id: number;
  totals: (MyTotal & { isKnown: boolean })[] | null;
};

/** What a client owes and is owed: newest cases first, the open ones before the closed. */
export async function myCases(ctx: PortalContext): Promise<MyCase[]> {
  return reading(ctx, async (tx) => {
    const rows = await rowsOf(tx, ctx.today);
    const items: MyCase[] = [];
    for (const { id, totals, ...row } of rows) {
      const known = totals ?? [];
      const isKnown = known.every((total) => total.isKnown);
      items.push({ ...row, totals: isKnown ? known.map(plain) : await derived(ctx, tx, id) });
    }
    return items;
  });
}

const plain = ({ currency, balanceMinor }: MyTotal): MyTotal => ({ currency, balanceMinor });

/** Where interest turned and was not rolled on yet: a few cases in the hour after midnight. */
async function derived(ctx: PortalContext, tx: Tx, caseId: number): Promise<MyTotal[]> {
  const { totals } = await claimsOfCase({ ...ctx, tx }, { caseId });
  return totals.map(plain);
}

const rowsOf = (tx: Tx, today: Day) => tx.sql<Row[]>`
  select k.id, k.ref_no as "refNo", portal_counterpart(k.id) as counterpart,
         ${isOwingSql(tx)} as "isOwing",
         k.closed_at is null and k.archived_at is null as "isOpen", k.opened_on as "openedOn",
         k.overdue_since as "overdueSince", t.totals
    from cases k
    left join lateral (
      select json_agg(json_build_object('currency', s.currency, 'balanceMinor', s.balance,
                                        'isKnown', s.is_known)
                      order by array_position(${[...CURRENCIES]}::text[], s.currency)) as totals
        from (select b.currency, sum(b.balance_minor + coalesce(b.grown, 0))::bigint as balance,
                     bool_and(b.grown is not null) as is_known
                from (select c.currency, c.balance_minor, ${claimGrownSql(tx, today)} as grown
                        from claims c where c.case_id = k.id and c.voided_at is null) b
               group by b.currency) s) t on true
   where k.category <> 'request'
   order by (k.closed_at is null and k.archived_at is null) desc, k.opened_on desc, k.id desc
   limit 500`;
