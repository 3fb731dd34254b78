import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import {
  COUNT_EXACT_MAX,
  type Count,
  type CursorValue,
  countOf,
  decodeCursor,
  type Page,
  toPage,
} from "@/server/kernel/page";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import {
  type ClaimFilter,
  type ClaimSort,
  claimFilter,
  type countClaimsInput,
  type ListClaimsInput,
  listClaimsInput,
} from "./inputs";
import { claimGrownSql } from "./interest-positions";
import { type Fragment, narrowByCases, symbolCondition } from "./narrow";

export interface ClaimListItem {
  id: number;
  caseId: number;
  refNo: string;
  debtorName: string;
  groupCode: string | null;
  variableSymbol: string | null;
  title: string;
  currency: Currency;
  dueOn: Day;
  principalMinor: number;
  chargedMinor: number;
  paidMinor: number;
  /** By all that is booked, interest up to the last booking. */
  balanceMinor: number;
  /** With interest up to today; null where no rate of today is known. */
  balanceTodayMinor: number | null;
}

const CURSORS: Record<ClaimSort, (row: ClaimListItem) => CursorValue[]> = {
  due: (row) => [row.dueOn, row.id],
  balance: (row) => [row.balanceMinor, row.id],
  newest: (row) => [row.id],
};

export function claimOrder({ sql }: Tx, sort: ClaimSort, order: "asc" | "desc"): { by: Fragment } {
  const dir = order === "asc" ? sql`asc` : sql`desc`;
  if (sort === "due") return { by: sql`order by c.due_on ${dir}, c.id ${dir}` };
  if (sort === "balance") return { by: sql`order by c.balance_minor ${dir}, c.id ${dir}` };
  return { by: sql`order by c.id ${dir}` };
}

/** The rows behind a cursor in two stretches, for the reason that the list of cases has. */
function stretches(
  { sql }: Tx,
  { sort, order, cursor }: { sort: ClaimSort; order: "asc" | "desc"; cursor: string },
): Fragment[] {
  const way = order === "asc" ? sql`>` : sql`<`;
  const [a = null, b = null] = decodeCursor(cursor, sort === "newest" ? 1 : 2);
  if (sort === "newest") return [sql`and c.id ${way} ${a}::bigint`];
  const [column, value] =
    sort === "due" ? [sql`c.due_on`, sql`${a}::date`] : [sql`c.balance_minor`, sql`${a}::bigint`];
  return [
    sql`and ${column} = ${value} and c.id ${way} ${b}::bigint`,
    sql`and ${column} ${way} ${value}`,
  ];
}

function plainConditions({ today }: Context, tx: Tx, filter: ClaimFilter): Fragment[] {
  const { sql } = tx;
  const parts: Fragment[] = [];
  if (filter.currency) parts.push(sql`and c.currency = ${filter.currency}`);
  // In the words of the partial index.
  if (filter.state === "open" || filter.state === "overdue")
    parts.push(sql`and c.balance_minor > 0`);
  if (filter.state === "overdue") parts.push(sql`and c.due_on < ${today}::date`);
  if (filter.state === "paid") parts.push(sql`and c.balance_minor = 0`);
  if (filter.dueFrom) parts.push(sql`and c.due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo) parts.push(sql`and c.due_on <= ${filter.dueTo}::date`);
  if (filter.balanceMinMinor !== undefined) {
    parts.push(sql`and c.balance_minor >= ${filter.balanceMinMinor}`);
  }
  if (filter.balanceMaxMinor !== undefined) {
    parts.push(sql`and c.balance_minor <= ${filter.balanceMaxMinor}`);
  }
  if (filter.importId) parts.push(sql`and c.import_id = ${filter.importId}`);
  if (filter.variableSymbol) {
    const symbol = { of: "c" as const, prefix: filter.variableSymbol };
    parts.push(symbolCondition(tx, symbol).where);
  }
  return parts;
}

/**
 * The filtered claims with their cases, as everything after "from": `claims c join cases k … where`.
 * One place for list, count and export, so that "all that match" means the same everywhere.
 */
export async function claimRows(
  ctx: Context,
  tx: Tx,
  raw: z.input<typeof claimFilter>,
): Promise<{ from: Fragment }> {
  const { sql } = tx;
  const filter = claimFilter.parse(raw);
  const { caseIds, conditions } = await narrowByCases(ctx, tx, filter);
  const own = plainConditions(ctx, tx, filter).reduce((all, part) => sql`${all} ${part}`, sql``);
  const ofCase = conditions.reduce((all, part) => sql`${all} ${part}`, sql``);
  // "offset 0" keeps the planner from walking the ordered index in search of a few cases' rows.
  const claims = caseIds
    ? sql`(select c.* from claims c where c.case_id = any(${caseIds}) and c.voided_at is null
             ${own} offset 0) c`
    : sql`claims c`;
  return {
    from: sql`${claims} join cases k on k.id = c.case_id
      where c.voided_at is null and k.voided_at is null ${caseIds ? sql`` : own} ${ofCase}`,
  };
}

/** One page of the claims of cases that the actor may see. */
export async function listClaims(ctx: Context, raw: ListClaimsInput): Promise<Page<ClaimListItem>> {
  authorize(ctx, "claims:read");
  const { filter, sort, order, cursor, limit } = listClaimsInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { sql } = tx;
    const { from } = await claimRows(ctx, tx, filter);
    const { by } = claimOrder(tx, sort, order);
    const parts: Fragment[] = cursor ? stretches(tx, { sort, order, cursor }) : [sql``];
    const rowsOf = (part: Fragment): Fragment => sql`
      (select c.*, k.ref_no, k.debtor_name, k.group_id from ${from} ${part} ${by} limit ${limit + 1})`;
    const all = parts.map(rowsOf).reduce((some, more) => sql`${some} union all ${more}`);
    // Groups are looked up for the rows of the page only.
    const rows = await sql<ClaimListItem[]>`
      select c.id, c.case_id as "caseId", c.ref_no as "refNo", c.debtor_name as "debtorName",
             (select g.code from case_groups g where g.id = c.group_id) as "groupCode",
             c.variable_symbol as "variableSymbol", c.title, c.currency, c.due_on as "dueOn",
             c.principal_minor as "principalMinor", c.charged_minor as "chargedMinor",
             c.paid_minor as "paidMinor", c.balance_minor as "balanceMinor",
             c.balance_minor + ${claimGrownSql(tx, ctx.today)} as "balanceTodayMinor"
        from (select * from (${all}) c ${by} limit ${limit + 1}) c ${by}`;
    return toPage([...rows], limit, CURSORS[sort]);
  });
}

/** How many claims match: exact up to 10 000, then "more than". */
export async function countClaims(
  ctx: Context,
  { filter = {} }: z.input<typeof countClaimsInput>,
): Promise<Count> {
  authorize(ctx, "claims:read");
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await claimRows(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count from (select 1 from ${from} limit ${COUNT_EXACT_MAX + 1}) n`;
    return countOf(rows);
  });
}
