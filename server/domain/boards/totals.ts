import type { Fragment, Tx } from "@/db/client";
import { roleOf } from "../cases";
import type { CaseFilter } from "../cases/inputs";
import { type Context, inTransaction } from "../context";
import { fieldRules, type ProcessDefinition } from "../workflow";
import type { Plan } from "./plan";

export interface Total {
  count: number;
  /** Of what the person may see, by currency; empty where nothing is summed. */
  sums: { currency: string; amountMinor: number }[];
}

export interface TotalRow {
  state: string;
  currency: string;
  count: number;
  amountMinor: number;
}

/** Does the filter ask for the whole board? Then the database has counted already. */
export function isWhole({ category: _, archived, text, ...others }: CaseFilter): boolean {
  return archived === "no" && !text?.trim() && Object.values(others).every((each) => !each);
}

/** The rows that the database keeps; null where the category was never counted, or otherwise. */
export async function countedTotals(tx: Tx, plan: Plan): Promise<TotalRow[] | null> {
  const { category, sum } = plan;
  const rows = await tx.sql<(TotalRow & { isCounted: boolean })[]>`
    with board as (select 1 from counted_boards b where b.category = ${category}
       and b.sum_field is not distinct from ${sum?.field ?? null}::text
       and b.currency_field is not distinct from ${sum?.currencyField ?? null}::text
       and b.currency is not distinct from ${sum?.currency ?? null}::text)
    select t.state, t.currency, t.count, t."amountMinor" from board left join (
      select state, currency, sum(cases)::bigint as count, sum(amount_minor)::bigint as "amountMinor"
        from board_totals where category = ${category} group by state, currency) t on true`;
  if (rows.length === 0) return null;
  return rows.filter(({ state }) => state !== null);
}

/** Counts the cases themselves: of a narrowed board, and where nothing was counted yet. */
export async function readTotals(tx: Tx, plan: Plan, where: Fragment): Promise<TotalRow[]> {
  const { sql } = tx;
  const { sum } = plan;
  const rows = await sql<TotalRow[]>`
    select k.state, k.currency, count(*) as count, sum(k.minor)::bigint as "amountMinor" from (
      select c.state, board_amount(c.fields, ${sum?.field ?? null}::text) as minor,
             board_currency(c.fields, ${sum?.currencyField ?? null}::text,
                            ${sum?.currency ?? null}::text, g.currency) as currency
        from cases c left join case_groups g on g.id = c.group_id
       where c.category = ${plan.category} ${where}) k
     group by k.state, k.currency`;
  return [...rows];
}

/** Has the database count the category from now on; false where it is too busy at this moment. */
export async function beginCounting(ctx: Context, { category, sum }: Plan): Promise<boolean> {
  const { field = null, currencyField = null, currency = null } = sum ?? {};
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx.sql<{ isCounted: boolean }[]>`
      select count_board(${category}, ${field}, ${currencyField}, ${currency}) as "isCounted"`;
    return row?.isCounted === true;
  });
}

/** By column; a sum leaves out states in which this person does not see the field. */
export function totalsOf(ctx: Context, plan: Plan, rows: readonly TotalRow[]): Map<string, Total> {
  const role = roleOf(ctx);
  const knows = ({ states }: ProcessDefinition, state: string) =>
    states.some(({ code }) => code === state);
  const ruling = (state: string) => {
    const inForce = plan.definitions.filter((each) => knows(each, state));
    return inForce.length > 0 ? inForce : plan.older.filter((each) => knows(each, state));
  };
  const isSeen = (state: string) =>
    plan.sum !== null &&
    ruling(state).every((definition) => {
      const rule = fieldRules(definition, { state, role })[plan.sum?.field ?? ""];
      return rule === undefined || !rule.isHidden;
    });
  return new Map(
    plan.columns.map(({ code, states }) => {
      const own = rows.filter(({ state }) => states.includes(state));
      const sums = new Map<string, number>();
      for (const { state, currency, amountMinor } of own) {
        if (isSeen(state)) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
      }
      const count = own.reduce((all, row) => all + row.count, 0);
      const shown = [...sums].filter(([, amountMinor]) => amountMinor !== 0).sort(byCurrency);
      return [
        code,
        { count, sums: shown.map(([currency, amountMinor]) => ({ currency, amountMinor })) },
      ];
    }),
  );
}

const byCurrency = ([a]: [string, number], [b]: [string, number]) => (a < b ? -1 : 1);
