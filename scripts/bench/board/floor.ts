import postgres from "postgres";
import { STATES } from "./fill";

/**
 * The floor: the least SQL that gives the rows of the first paint, prepared, through the same driver,
 * without policies, sessions, HTTP or JSON: as superuser with the tenant written out.
 */
export function openFloor(adminUrl: string, tenantId: number) {
  const sql = postgres(adminUrl, { max: 10, onnotice: () => undefined });
  const living = sql`c.tenant_id = ${tenantId} and c.category = 'deal'
    and c.archived_at is null and c.voided_at is null`;
  return {
    run: () =>
      Promise.all([
        sql`
          select k.*, o.name from unnest(${STATES}::text[]) as s(state) cross join lateral (
            select c.id, c.category, c.ref_no, c.state, c.debtor_name, c.state_since, c.owner_id,
                   c.tag_codes, c.next_task_due_at, c.balance_czk_minor, c.balance_eur_minor,
                   c.fields -> 'company' as company, c.fields -> 'requestSource' as source,
                   c.fields -> 'budget' as budget, c.fields -> 'name' as name,
                   c.fields -> 'budgetCurrency' as currency
              from cases c where ${living} and c.state = s.state
             order by c.state_since desc, c.id desc limit 26) k
            left join operators o on o.tenant_id = ${tenantId} and o.id = k.owner_id`,
        sql`
          select state, currency, sum(cases)::bigint, sum(amount_minor)::bigint from board_totals
           where tenant_id = ${tenantId} and category = 'deal' group by state, currency`,
      ]),
    end: () => sql.end(),
  };
}
