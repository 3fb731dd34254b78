import postgres from "postgres";
import { prefixQuery } from "@/server/domain/search";
import type { Scenario } from "./scenarios";

/**
 * The floor: the least SQL that gives the same rows, through the same driver, prepared, on a pool of
 * the same size, without policies, sessions, HTTP or JSON. As superuser with the tenant written out.
 */
export function openFloor(adminUrl: string, tenantId: number) {
  const sql = postgres(adminUrl, { max: 10, onnotice: () => undefined });
  const columns = sql`id, ref_no, ref_year, ref_number, category, state, debtor_name,
    debtor_party_id, group_id, owner_id, balance_czk_minor, balance_eur_minor, claim_count,
    overdue_since, tag_codes, fields, last_event_at, last_event_kind, last_event_text,
    next_task_due_at, opened_on, archived_at`;
  const living = sql`tenant_id = ${tenantId} and voided_at is null and archived_at is null`;
  const order = sql`order by ref_year desc, ref_number desc, id desc limit 51`;
  const bySearch = (query: string) => sql`
    select ${columns} from cases where id in (select id from cases where tenant_id = ${tenantId}
      and search @@ ${query}::tsquery limit 2001) and ${living} ${order}`;

  const run: Record<Scenario["floor"], (value: string, id: number) => Promise<unknown>> = {
    first: () => sql`select ${columns} from cases where ${living} ${order}`,
    deep: (value) => sql`select ${columns} from cases where ${living}
      and ref_year = 0 and ref_number <= ${Number(value)}::bigint ${order}`,
    filter: (value) => sql`select ${columns} from cases where ${living}
      and category = 'collection' and state = any(${[value]}) ${order}`,
    search: (value) => bySearch(prefixQuery([value])),
    common: (value) => sql`select ${columns} from cases where ${living}
      and search @@ ${prefixQuery([value])}::tsquery ${order}`,
    case: (_, id) =>
      Promise.all([
        sql`select * from cases where tenant_id = ${tenantId} and id = ${id}`,
        sql`select cp.*, p.* from case_parties cp join parties p on p.tenant_id = cp.tenant_id
            and p.id = cp.party_id where cp.tenant_id = ${tenantId} and cp.case_id = ${id}`,
        sql`select * from case_events where tenant_id = ${tenantId} and case_id = ${id}
            and deleted_at is null order by at desc, id desc limit 51`,
        sql`select c.*, k.*, e.* from claims c
            join claim_components k on k.tenant_id = c.tenant_id and k.claim_id = c.id
            join component_entries e on e.tenant_id = k.tenant_id and e.component_id = k.id
           where c.tenant_id = ${tenantId} and c.case_id = ${id}`,
        sql`select * from payments where tenant_id = ${tenantId} and case_id = ${id}`,
        sql`select * from allocations where tenant_id = ${tenantId} and case_id = ${id}`,
      ]),
  };
  return { run, end: () => sql.end() };
}
