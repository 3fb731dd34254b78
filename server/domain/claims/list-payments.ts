import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { PaymentSource, ReversalKind } from "@/db/values/claims";
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
  type countPaymentsInput,
  type ListPaymentsInput,
  listPaymentsInput,
  type PaymentFilter,
  type PaymentSort,
  paymentFilter,
} from "./inputs";
import { type Fragment, narrowByCases, symbolCondition } from "./narrow";

export interface PaymentListItem {
  id: number;
  caseId: number;
  refNo: string;
  debtorName: string;
  groupCode: string | null;
  valueOn: Day;
  amountMinor: number;
  currency: Currency;
  variableSymbol: string | null;
  source: PaymentSource;
  note: string | null;
  /** The part that nothing needs yet. */
  overpaymentMinor: number;
  reversalKind: ReversalKind | null;
  reversedOn: Day | null;
  bookedAt: Date;
}

const CURSORS: Record<PaymentSort, (row: PaymentListItem) => CursorValue[]> = {
  valueOn: (row) => [row.valueOn, row.id],
  amount: (row) => [row.amountMinor, row.id],
  newest: (row) => [row.id],
};

export function paymentOrder(
  { sql }: Tx,
  sort: PaymentSort,
  order: "asc" | "desc",
): { by: Fragment } {
  const dir = order === "asc" ? sql`asc` : sql`desc`;
  if (sort === "valueOn") return { by: sql`order by p.value_on ${dir}, p.id ${dir}` };
  if (sort === "amount") return { by: sql`order by p.amount_minor ${dir}, p.id ${dir}` };
  return { by: sql`order by p.id ${dir}` };
}

function after(
  { sql }: Tx,
  { sort, order, cursor }: { sort: PaymentSort; order: "asc" | "desc"; cursor: string },
): { where: Fragment } {
  const way = order === "asc" ? sql`>` : sql`<`;
  const [a = null, b = null] = decodeCursor(cursor, sort === "newest" ? 1 : 2);
  if (sort === "valueOn") {
    return { where: sql`and (p.value_on, p.id) ${way} (${a}::date, ${b}::bigint)` };
  }
  if (sort === "amount") {
    return { where: sql`and (p.amount_minor, p.id) ${way} (${a}::bigint, ${b}::bigint)` };
  }
  return { where: sql`and p.id ${way} ${a}::bigint` };
}

function plainConditions(tx: Tx, filter: PaymentFilter): Fragment[] {
  const { sql } = tx;
  const parts: Fragment[] = [];
  if (filter.currency) parts.push(sql`and p.currency = ${filter.currency}`);
  const reversed = sql`p.id in (select reverses_id from payments where reverses_id is not null)`;
  if (filter.state === "reversed") parts.push(sql`and ${reversed}`);
  if (filter.state === "standing") parts.push(sql`and not ${reversed}`);
  if (filter.valueFrom) parts.push(sql`and p.value_on >= ${filter.valueFrom}::date`);
  if (filter.valueTo) parts.push(sql`and p.value_on <= ${filter.valueTo}::date`);
  if (filter.amountMinMinor !== undefined) {
    parts.push(sql`and p.amount_minor >= ${filter.amountMinMinor}`);
  }
  if (filter.amountMaxMinor !== undefined) {
    parts.push(sql`and p.amount_minor <= ${filter.amountMaxMinor}`);
  }
  if (filter.importId) parts.push(sql`and p.import_id = ${filter.importId}`);
  if (filter.partyId) {
    const ofParty = sql`select s.case_id from case_parties s where s.party_id = ${filter.partyId}`;
    parts.push(sql`and p.case_id in (${ofParty})`);
  }
  if (filter.variableSymbol) {
    const symbol = { of: "p" as const, prefix: filter.variableSymbol };
    parts.push(symbolCondition(tx, symbol).where);
  }
  return parts;
}

/**
 * The filtered payments with their cases, as everything after "from". Reversing rows are no
 * payments of their own: they show on the one they take back.
 */
export async function paymentRows(
  ctx: Context,
  tx: Tx,
  raw: z.input<typeof paymentFilter>,
): Promise<{ from: Fragment }> {
  const { sql } = tx;
  const filter = paymentFilter.parse(raw);
  const { caseIds, conditions } = await narrowByCases(ctx, tx, filter);
  const own = plainConditions(tx, filter).reduce((all, part) => sql`${all} ${part}`, sql``);
  const ofCase = conditions.reduce((all, part) => sql`${all} ${part}`, sql``);
  // "offset 0": see claimRows.
  const payments = caseIds
    ? sql`(select p.* from payments p where p.case_id = any(${caseIds}) and p.reverses_id is null
             ${own} offset 0) p`
    : sql`payments p`;
  return {
    from: sql`${payments} join cases k on k.id = p.case_id
      where p.reverses_id is null and k.voided_at is null ${caseIds ? sql`` : own} ${ofCase}`,
  };
}

/** The part of a payment `p` that nothing needs yet. */
export const overpaymentOf = ({ sql }: Tx): Fragment => sql`
  (select coalesce(sum(a.amount_minor), 0)::bigint from allocations a
    where a.case_id = p.case_id and a.payment_id = p.id and a.component_id is null)`;

/** One page of the payments on cases that the actor may see. */
export async function listPayments(
  ctx: Context,
  raw: ListPaymentsInput,
): Promise<Page<PaymentListItem>> {
  authorize(ctx, "claims:read");
  const { filter, sort, order, cursor, limit } = listPaymentsInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { sql } = tx;
    const { from } = await paymentRows(ctx, tx, filter);
    const { by } = paymentOrder(tx, sort, order);
    const further = cursor ? after(tx, { sort, order, cursor }).where : sql``;
    const rows = await sql<PaymentListItem[]>`
      select p.id, p.case_id as "caseId", p.ref_no as "refNo", p.debtor_name as "debtorName",
             (select g.code from case_groups g where g.id = p.group_id) as "groupCode",
             p.value_on as "valueOn", p.amount_minor as "amountMinor", p.currency,
             p.variable_symbol as "variableSymbol", p.source, p.note,
             ${overpaymentOf(tx)} as "overpaymentMinor",
             r.reversal_kind as "reversalKind", r.value_on as "reversedOn",
             p.booked_at as "bookedAt"
        from (select p.*, k.ref_no, k.debtor_name, k.group_id
                from ${from} ${further} ${by} limit ${limit + 1}) p
        left join payments r on r.reverses_id = p.id ${by}`;
    return toPage([...rows], limit, CURSORS[sort]);
  });
}

/** How many payments match: exact up to 10 000, then "more than". */
export async function countPayments(
  ctx: Context,
  { filter = {} }: z.input<typeof countPaymentsInput>,
): Promise<Count> {
  authorize(ctx, "claims:read");
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await paymentRows(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count from (select 1 from ${from} limit ${COUNT_EXACT_MAX + 1}) n`;
    return countOf(rows);
  });
}
