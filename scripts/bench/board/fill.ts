import { asTenant } from "../lists/fill";

/** Statuses of a deal; the first one has the column that is scrolled. */
export const STATES = [
  ...["first-contact", "not-processed", "needs-gathering", "presentation", "offer-preparation"],
  ...["prototype", "decision-making", "completed", "pause", "refusal", "historical"],
];
export const SCROLLED = 10_000;

/** Deals by SQL alone: what is measured is looking at them and moving them, not bringing them in. */
export async function fillDeals(adminUrl: string, tenantId: number, deals: number): Promise<void> {
  await asTenant(adminUrl, tenantId, async (sql) => {
    await sql`
      insert into cases (ref_no, ref_year, ref_number, category, state, state_since, opened_on,
          debtor_name, fields)
      select n || '/2026', 2026, n, 'deal',
             case when n <= ${SCROLLED} then ${STATES[0] ?? ""}
                  else (${STATES}::text[])[2 + n % ${STATES.length - 1}] end,
             now() - n * interval '11 seconds', date '2026-01-01', 'Pekárna ' || n || ' s.r.o.',
             jsonb_build_object('name', 'Poptávka ' || n, 'budget', (n * 7919 % 500000) * 100,
               'budgetCurrency', case when n % 5 = 0 then 'eur' else 'czk' end,
               'company', 'Pekárna ' || n, 'requestSource', 'website',
               'description', repeat('Chtěli by nový web a rozvoz. ', 8))
        from generate_series(1, ${deals}) n`;
    await sql`vacuum analyze cases`;
  });
}
