import type { Tx } from "@/db/client";
import { type Day, isDay } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { claimGrownSql, claimsOfCase } from "../claims";
import { type PortalContext, reading } from "../context";
import { type MyCasesInput, myCasesInput } from "./inputs";
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

export interface MyCases extends Page<MyCase> {
  /** Of all the cases on which the client owes; null beside a later page. */
  owed: MyTotal[] | null;
}

/** What a client owes and is owed: newest cases first, the open ones before the closed. */
export async function myCases(ctx: PortalContext, raw: MyCasesInput = {}): Promise<MyCases> {
  const { cursor, limit } = myCasesInput.parse(raw);
  const after = cursor ? placeOf(cursor) : null;
  return reading(ctx, async (tx) => {
    const rows = await rowsOf(tx, ctx.today, { after, limit: limit + 1 });
    const page = toPage(rows, limit, (row) => [Number(row.isOpen), row.openedOn, row.id]);
    const items: MyCase[] = [];
    for (const row of page.items) items.push(await toldOf(ctx, tx, row));
    const { nextCursor } = page;
    const owing = nextCursor && !after ? await allOwing(ctx, tx) : items;
    return { items, nextCursor, owed: after === null ? sumOf(owing) : null };
  });
}

async function toldOf(ctx: PortalContext, tx: Tx, { id, totals, ...row }: Row): Promise<MyCase> {
  const known = totals ?? [];
  const isKnown = known.every((total) => total.isKnown);
  return { ...row, totals: isKnown ? known.map(plain) : await derived(ctx, tx, id) };
}

/** Every case on which the client owes, for the sum above a list that has more pages. */
async function allOwing(ctx: PortalContext, tx: Tx): Promise<MyCase[]> {
  const rows = await rowsOf(tx, ctx.today, { after: null, limit: null });
  const items: MyCase[] = [];
  for (const row of rows) items.push(await toldOf(ctx, tx, row));
  return items;
}

const sumOf = (cases: readonly MyCase[]): MyTotal[] =>
  CURRENCIES.map((currency) => ({
    currency,
    balanceMinor: cases
      .filter(({ isOwing }) => isOwing)
      .flatMap(({ totals }) => totals)
      .filter((total) => total.currency === currency && total.balanceMinor > 0)
      .reduce((sum, { balanceMinor }) => sum + balanceMinor, 0),
  })).filter(({ balanceMinor }) => balanceMinor > 0);

const plain = ({ currency, balanceMinor }: MyTotal): MyTotal => ({ currency, balanceMinor });

/** Where interest turned and was not rolled on yet: a few cases in the hour after midnight. */
async function derived(ctx: PortalContext, tx: Tx, caseId: number): Promise<MyTotal[]> {
  const { totals } = await claimsOfCase({ ...ctx, tx }, { caseId });
  return totals.map(plain);
}

interface Place {
  isOpen: number;
  openedOn: Day;
  id: number;
}

/** Where a page ended. Throws invalid `kernel.bad_cursor`. */
function placeOf(cursor: string): Place {
  const [isOpen, openedOn, id] = decodeCursor(cursor, 3);
  const isPlace = [isOpen, id].every(Number.isSafeInteger) && isDay(openedOn);
  if (!isPlace) throw new DomainError("invalid", "kernel.bad_cursor");
  return { isOpen: Number(isOpen), openedOn, id: Number(id) };
}

interface Wanted {
  after: Place | null;
  /** null: all on which the client owes. */
  limit: number | null;
}

const rowsOf = (tx: Tx, today: Day, { after, limit }: Wanted) => tx.sql<Row[]>`
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
   where k.category <> 'request' ${after ? afterSql(tx, after) : tx.sql``}
         ${limit === null ? tx.sql`and ${isOwingSql(tx)}` : tx.sql``}
   order by (k.closed_at is null and k.archived_at is null) desc, k.opened_on desc, k.id desc
   limit ${limit}`;

const afterSql = ({ sql }: Tx, { isOpen, openedOn, id }: Place) =>
  sql`and ((k.closed_at is null and k.archived_at is null)::int, k.opened_on, k.id)
        < (${isOpen}::int, ${openedOn}::date, ${id}::bigint)`;
