import type { Register } from "@/db/values/registers";
import { addMonths, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";

/** What one register cost in one month, in one currency. */
export interface RegisterCost {
  /** Its first day, in Prague. */
  month: Day;
  register: Register;
  currency: Currency;
  /** Questions that left, and what came of them. */
  asked: number;
  found: number;
  clear: number;
  unavailable: number;
  spentMinor: number;
}

const MONTHS = 12;

/** What registers cost by month, look-ups for forms included, the newest first, this month and the eleven before it. */
export async function listCosts(ctx: Context): Promise<RegisterCost[]> {
  authorize(ctx, "registers:read");
  const from = `${addMonths(`${ctx.today.slice(0, 7)}-01`, 1 - MONTHS)}`;
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<RegisterCost[]>`
      with asked as (
        select register, asked_at, currency, outcome, price_minor from screenings
        union all
        select register, asked_at, currency, outcome, price_minor from company_lookups)
      select to_char(date_trunc('month', asked_at at time zone 'Europe/Prague'), 'YYYY-MM-DD') as month,
             register, currency, count(*)::int as asked,
             (count(*) filter (where outcome = 'found'))::int as found,
             (count(*) filter (where outcome = 'clear'))::int as clear,
             (count(*) filter (where outcome = 'unavailable'))::int as unavailable,
             sum(price_minor)::bigint as "spentMinor"
        from asked
       where asked_at >= ${from}::date::timestamp at time zone 'Europe/Prague'
       group by 1, 2, 3 order by 1 desc, 8 desc, 2, 3`;
    return [...rows];
  });
}
