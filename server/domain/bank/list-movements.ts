import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import { MOVEMENT_STATES, type MovementReason, type MovementState } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import {
  countMovementsInput,
  type ListMovementsInput,
  listMovementsInput,
  type MovementFilter,
} from "./inputs";

export interface MovementItem {
  id: number;
  accountNumber: string;
  bookedOn: Day;
  valueOn: Day | null;
  amountMinor: number;
  currency: "CZK" | "EUR";
  isReversal: boolean;
  counterAccount: string | null;
  counterName: string | null;
  variableSymbol: string | null;
  specificSymbol: string | null;
  constantSymbol: string | null;
  message: string | null;
  state: MovementState;
  reason: MovementReason;
  /** The case that was paid, where the actor may see it. */
  caseId: number | null;
  refNo: string | null;
  debtorName: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string | null;
}

const DIGITS = /^\d+$/;

function conditions({ sql }: Tx, filter: MovementFilter): { where: Fragment } {
  const parts: Fragment[] = [];
  if (filter.state) parts.push(sql`and m.state = ${filter.state}`);
  if (filter.accountId) parts.push(sql`and m.account_id = ${filter.accountId}`);
  if (filter.bookedFrom) parts.push(sql`and m.booked_on >= ${filter.bookedFrom}::date`);
  if (filter.bookedTo) parts.push(sql`and m.booked_on <= ${filter.bookedTo}::date`);
  const text = filter.text?.trim() ?? "";
  if (text !== "") {
    const like = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
    const symbol = DIGITS.test(text) ? text.replace(/^0+/, "") : text;
    // What is masked is not found by its words either.
    parts.push(
      sql`and (m.case_id is null or exists (select 1 from cases k where k.id = m.case_id))`,
    );
    parts.push(sql`and (m.variable_symbol = ${symbol} or m.specific_symbol = ${symbol}
      or m.counter_account ilike ${like} or m.counter_name ilike ${like} or m.message ilike ${like})`);
  }
  return { where: parts.reduce((all, part) => sql`${all} ${part}`, sql``) };
}

/** One page of movements, newest first unless asked otherwise. */
export async function listMovements(
  ctx: Context,
  raw: ListMovementsInput,
): Promise<Page<MovementItem>> {
  authorize(ctx, "bank:read");
  const { filter, cursor, order, limit } = listMovementsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [on, id] = cursor ? decodeCursor(cursor, 2) : [];
    const isUp = order === "asc";
    const by = isUp ? sql`order by m.booked_on, m.id` : sql`order by m.booked_on desc, m.id desc`;
    const from =
      on && id
        ? sql`and (m.booked_on, m.id) ${isUp ? sql`>` : sql`<`} (${on}::date, ${id}::bigint)`
        : sql``;
    const { where } = conditions(tx, filter);
    const rows = await sql<(MovementItem & { isHidden: boolean })[]>`
      select m.id, m.case_id is not null and k.id is null as "isHidden", a.number as "accountNumber", m.booked_on as "bookedOn",
             m.value_on as "valueOn", m.amount_minor as "amountMinor", m.currency,
             m.is_reversal as "isReversal", m.counter_account as "counterAccount",
             m.counter_name as "counterName", m.variable_symbol as "variableSymbol",
             m.specific_symbol as "specificSymbol", m.constant_symbol as "constantSymbol",
             m.message, m.state, m.reason, k.id as "caseId", k.ref_no as "refNo",
             k.debtor_name as "debtorName", o.name as "decidedByName",
             m.decided_at as "decidedAt", m.note
        from (select m.* from bank_movements m where true ${where} ${from}
               ${by} limit ${limit + 1}) m
        join bank_accounts a on a.id = m.account_id
        left join cases k on k.id = m.case_id
        left join operators o on o.id = m.decided_by ${by}`;
    return toPage(rows.map(masked), limit, (row) => [row.bookedOn, row.id]);
  });
}

/** Who paid on a case that the actor may not see stays behind its wall; that money came does not. */
function masked({ isHidden, ...row }: MovementItem & { isHidden: boolean }): MovementItem {
  if (!isHidden) return row;
  const silent = { counterAccount: null, counterName: null, message: null, note: null };
  return { ...row, ...silent, variableSymbol: null, specificSymbol: null, constantSymbol: null };
}

/** Nobody reads further; ten thousand and one stands for more. */
const COUNT_MAX = 10_001;

export type MovementCounts = Record<MovementState, number>;

/** How many movements stand where, of those that the rest of a filter leaves. */
export async function countMovements(
  ctx: Context,
  raw: z.input<typeof countMovementsInput>,
): Promise<MovementCounts> {
  authorize(ctx, "bank:read");
  const { filter } = countMovementsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { where } = conditions(tx, { ...filter, state: undefined });
    const rows = await tx.sql<{ state: MovementState; count: number }[]>`
      select s.state, n.count from unnest(${[...MOVEMENT_STATES]}::text[]) as s (state)
       cross join lateral (
         select count(*) as count from (
           select 1 from bank_movements m where m.state = s.state ${where}
            limit ${COUNT_MAX}) few) n`;
    const counts: MovementCounts = { open: 0, matched: 0, ignored: 0 };
    for (const { state, count } of rows) counts[state] = count;
    return counts;
  });
}
