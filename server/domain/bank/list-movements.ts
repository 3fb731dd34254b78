import type { Fragment, Tx } from "@/db/client";
import type { MovementReason, MovementState } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { type ListMovementsInput, listMovementsInput } from "./inputs";
import { type MovementNarrowing, narrowMovements } from "./narrow-movements";

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
  /** What a person says the payer meant. */
  correctedSymbol: string | null;
  specificSymbol: string | null;
  constantSymbol: string | null;
  message: string | null;
  state: MovementState;
  reason: MovementReason;
  /** The case that was paid, where the actor may see it. */
  caseId: number | null;
  refNo: string | null;
  debtorName: string | null;
  /** Parts of a split that stand. */
  parts: { caseId: number; refNo: string; amountMinor: number }[];
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string | null;
  /** The last decision of a person, which can be undone. */
  decisionId: number | null;
}

type Row = MovementItem & { isHidden: boolean };

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
    const from =
      on && id
        ? sql`and (m.booked_on, m.id) ${isUp ? sql`>` : sql`<`} (${on}::date, ${id}::bigint)`
        : sql``;
    const narrowing = await narrowMovements(tx, filter);
    const rows = await pageOf(tx, { narrowing, from, isUp, limit });
    return toPage(rows.map(masked), limit, (row) => [row.bookedOn, row.id]);
  });
}

async function pageOf(
  { sql }: Tx,
  page: { narrowing: MovementNarrowing; from: Fragment; isUp: boolean; limit: number },
): Promise<Row[]> {
  const { narrowing, from, isUp, limit } = page;
  const by = isUp ? sql`order by m.booked_on, m.id` : sql`order by m.booked_on desc, m.id desc`;
  const rows = await sql<Row[]>`
    select m.id, (m.case_id is not null and k.id is null) or parts.hidden > 0 as "isHidden",
           a.number as "accountNumber", m.booked_on as "bookedOn", m.value_on as "valueOn",
           m.amount_minor as "amountMinor", m.currency, m.is_reversal as "isReversal",
           m.counter_account as "counterAccount", m.counter_name as "counterName",
           m.variable_symbol as "variableSymbol", m.corrected_symbol as "correctedSymbol",
           m.specific_symbol as "specificSymbol", m.constant_symbol as "constantSymbol",
           m.message, m.state, m.reason, k.id as "caseId", k.ref_no as "refNo",
           k.debtor_name as "debtorName", parts.shown as parts, o.name as "decidedByName",
           m.decided_at as "decidedAt", m.note, (
             select d.id from bank_decisions d where d.movement_id = m.id and d.undone_at is null
              order by d.id desc limit 1) as "decisionId"
      from (select m.* from bank_movements m where true ${narrowing.where} ${from}
             ${by} limit ${limit + 1}) m
      join bank_accounts a on a.id = m.account_id
      left join cases k on k.id = m.case_id
      left join operators o on o.id = m.decided_by
     cross join lateral (
       select count(*) filter (where c.id is null) as hidden,
              coalesce(jsonb_agg(jsonb_build_object('caseId', c.id, 'refNo', c.ref_no,
                'amountMinor', p.amount_minor) order by p.payment_id)
                filter (where c.id is not null), '[]') as shown
         from bank_movement_parts p left join cases c on c.id = p.case_id
        where p.movement_id = m.id and not exists (
          select from payments r where r.reverses_id = p.payment_id
             and r.reversal_kind = 'correction')) parts ${by}`;
  return [...rows];
}

/** Who paid on a case that the actor may not see stays behind its wall; that money came does not. */
function masked({ isHidden, ...row }: Row): MovementItem {
  if (!isHidden) return row;
  const silent = { counterAccount: null, counterName: null, message: null, note: null };
  const symbols = { variableSymbol: null, correctedSymbol: null, specificSymbol: null };
  return { ...row, ...silent, ...symbols, constantSymbol: null, parts: [], decisionId: null };
}
