import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { PromiseChannel, PromiseState } from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import {
  COUNT_EXACT_MAX,
  type Count,
  countOf,
  decodeCursor,
  type Page,
  toPage,
} from "@/server/kernel/page";
import { type Fragment, narrowByCases } from "../claims";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import {
  type countPromisesInput,
  type ListPromisesInput,
  listPromisesInput,
  promiseFilter,
} from "./inputs";

export interface PromiseListItem {
  id: number;
  caseId: number;
  refNo: string;
  debtorName: string;
  groupCode: string | null;
  ownerName: string | null;
  amountMinor: number;
  paidMinor: number;
  currency: Currency;
  madeOn: Day;
  dueOn: Day;
  channel: PromiseChannel;
  note: string;
  state: PromiseState;
}

async function promiseRows(
  ctx: Context,
  tx: Tx,
  raw: z.input<typeof promiseFilter>,
): Promise<{ from: Fragment }> {
  const { sql } = tx;
  const filter = promiseFilter.parse(raw);
  const { caseIds, conditions: parts } = await narrowByCases(ctx, tx, filter);
  if (caseIds) parts.push(sql`and p.case_id = any(${caseIds}::bigint[])`);
  if (filter.state) parts.push(sql`and p.state = ${filter.state}`);
  if (filter.ownerId) parts.push(sql`and k.owner_id = ${filter.ownerId}`);
  if (filter.dueFrom) parts.push(sql`and p.due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo) parts.push(sql`and p.due_on <= ${filter.dueTo}::date`);
  return {
    from: sql`payment_promises p join cases k on k.id = p.case_id
      where k.voided_at is null ${parts.reduce((some, part) => sql`${some} ${part}`, sql``)}`,
  };
}

/** One page of the promises on cases that the actor may see, by the day they are due. */
export async function listPromises(
  ctx: Context,
  raw: ListPromisesInput,
): Promise<Page<PromiseListItem>> {
  authorize(ctx, "claims:read");
  const { filter, cursor, limit } = listPromisesInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { sql } = tx;
    const { from } = await promiseRows(ctx, tx, filter);
    const [day = null, id = null] = cursor ? decodeCursor(cursor, 2) : [];
    const further = cursor ? sql`and (p.due_on, p.id) > (${day}::date, ${id}::bigint)` : sql``;
    const rows = await sql<PromiseListItem[]>`
      select p.id, p.case_id as "caseId", k.ref_no as "refNo", k.debtor_name as "debtorName",
             (select g.code from case_groups g where g.id = k.group_id) as "groupCode",
             (select o.name from operators o where o.id = k.owner_id) as "ownerName",
             p.amount_minor as "amountMinor", p.paid_minor as "paidMinor", p.currency,
             p.made_on as "madeOn", p.due_on as "dueOn", p.channel, p.note, p.state
        from ${from} ${further} order by p.due_on, p.id limit ${limit + 1}`;
    return toPage([...rows], limit, (row) => [row.dueOn, row.id]);
  });
}

/** How many promises match: exact up to 10 000, then "more than". */
export async function countPromises(
  ctx: Context,
  { filter = {} }: z.input<typeof countPromisesInput>,
): Promise<Count> {
  authorize(ctx, "claims:read");
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await promiseRows(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count from (select 1 from ${from} limit ${COUNT_EXACT_MAX + 1}) n`;
    return countOf(rows);
  });
}
