import type { Context } from "../context";
import { inTransaction, reading } from "../context";

let serial = 0;

/** A bare case to book on; opening one is the business of another room. */
export async function makeCase(
  ctx: Context,
  {
    accessGroupId = null,
    groupId = null,
  }: { accessGroupId?: number | null; groupId?: number | null } = {},
): Promise<number> {
  const number = ++serial;
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on,
                         access_group_id, group_id)
      values (${`${number}/2026`}, 2026, ${number}, 'collection', 'new', '2026-01-01',
              ${accessGroupId}, ${groupId})
      returning id`;
    if (!row) throw new Error("no case");
    return row.id;
  });
}

/** Caches of cases and claims beside what one statement sums up from the entries themselves. */
export async function cachesAndSums(ctx: Context) {
  return reading(ctx, async ({ sql }) => {
    const claims = await sql`
      select c.id, c.principal_minor as principal, c.charged_minor as charged,
             c.paid_minor as paid, c.balance_minor as balance
        from claims c order by c.id`;
    const claimSums = await sql`
      select c.id, coalesce(e.principal, 0)::bigint as principal,
             coalesce(e.charged, 0)::bigint as charged, coalesce(a.paid, 0)::bigint as paid,
             (coalesce(e.charged, 0) - coalesce(a.paid, 0))::bigint as balance
        from claims c
        left join (select m.claim_id, sum(e.amount_minor) as charged,
                          sum(e.amount_minor) filter (where m.kind = 'principal') as principal
                     from component_entries e join claim_components m on m.id = e.component_id
                    group by 1) e on e.claim_id = c.id
        left join (select m.claim_id, sum(a.amount_minor) as paid
                     from allocations a join claim_components m on m.id = a.component_id
                    group by 1) a on a.claim_id = c.id
       order by c.id`;
    const cases = await sql`
      select id, claim_count as claims, balance_czk_minor as czk, balance_eur_minor as eur,
             overdue_since as since from cases order by id`;
    const caseSums = await sql`
      select k.id, count(c.id)::int as claims,
             coalesce(sum(c.balance_minor) filter (where c.currency = 'CZK'), 0)::bigint as czk,
             coalesce(sum(c.balance_minor) filter (where c.currency = 'EUR'), 0)::bigint as eur,
             min(c.due_on) filter (where c.balance_minor > 0) as since
        from cases k left join claims c on c.case_id = k.id and c.voided_at is null
       group by k.id order by k.id`;
    return {
      caches: { claims: [...claims], cases: [...cases] },
      sums: { claims: [...claimSums], cases: [...caseSums] },
    };
  });
}
