import type { Register } from "@/db/values/registers";
import { addDays, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { type ScreeningCostsInput, screeningCostsInput } from "./inputs";

/** What one register was asked and cost in one month, look-ups of companies for forms included. */
export interface ScreeningCost {
  register: Register;
  /** The first day of the month. */
  month: Day;
  currency: Currency;
  asked: number;
  unavailable: number;
  /** Questions that were paid for. */
  paid: number;
  priceMinor: number;
}

/** Costs by register, month and currency between two days, both included; oldest month first. */
export async function screeningCosts(
  ctx: Context,
  raw: ScreeningCostsInput,
): Promise<ScreeningCost[]> {
  authorize(ctx, "registers:read");
  const { from, to } = screeningCostsInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<ScreeningCost[]>`
      with asked as (
        select register, asked_at, currency, outcome, price_minor from screenings
        union all
        select register, asked_at, currency, outcome, price_minor from company_lookups)
      select register, currency,
             to_char(date_trunc('month', asked_at at time zone 'Europe/Prague'), 'YYYY-MM-DD') as month,
             count(*)::int as asked,
             (count(*) filter (where outcome = 'unavailable'))::int as unavailable,
             (count(*) filter (where price_minor > 0))::int as paid,
             sum(price_minor)::bigint as "priceMinor"
        from asked
       where asked_at >= ${from}::timestamp at time zone 'Europe/Prague'
         and asked_at < ${addDays(to, 1)}::timestamp at time zone 'Europe/Prague'
       group by 1, 2, 3 order by 3, 1, 2`;
    return [...rows];
  });
}
