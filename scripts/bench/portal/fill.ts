import postgres from "postgres";
import { LATE_INTEREST_VERSION } from "@/server/domain/law";
import { asTenant, GROWING, withoutIndexes } from "../lists/fill";

/** How large the tenant of the bench is. */
export interface PortalSize {
  clients: number;
  cases: number;
}

const TABLES = [
  ...GROWING,
  "component_entries",
  "interest_terms",
  "interest_positions",
  "party_contacts",
  "request_posts",
  "payments",
  "allocations",
  "portal_users",
];
/** Of so many cases one was paid a part. */
const PAID_EACH = 3;

async function fillClients(sql: postgres.ReservedSql, { clients }: PortalSize): Promise<void> {
  await sql`
    insert into parties (kind, full_name, given_name, surname, name_key, birth_on)
    select 'natural_person', 'Jana Nová ' || n, 'Jana', 'Nová ' || n, 'jana nova ' || n,
           date '1950-01-01' + (n * 37 % 20000)::int
      from generate_series(1, ${clients}) n`;
  await sql`
    insert into party_addresses (party_id, kind, street, city, postal_code, address_key)
    select id, 'main', 'Dlouhá ' || id % 200, 'Praha', '11000', 'dlouha ' || id % 200
      from parties where tenant_id = app_tenant()`;
  await sql`
    insert into party_contacts (party_id, kind, value)
    select id, 'email', 'c' || id || '@bench.example' from parties where tenant_id = app_tenant()
    union all
    select id, 'phone', '+4207' || lpad((id % 100000000)::text, 8, '0') from parties where tenant_id = app_tenant()`;
  await sql`
    insert into portal_users (party_id, email, name, password_hash)
    select id, 'c' || id || '@bench.example', full_name, 'nobody'
      from parties where tenant_id = app_tenant() order by id`;
  await sql`analyze parties`;
}

async function fillCases(sql: postgres.ReservedSql, size: PortalSize): Promise<void> {
  await sql`insert into parties (kind, full_name, name_key)
    select 'legal_entity', 'Věřitel ' || n, 'veritel ' || n from generate_series(1, 20) n`;
  await sql`insert into case_groups (code, description, creditor_party_id)
    select 'G' || row_number() over (order by id), full_name, id from parties
     where tenant_id = app_tenant() and kind = 'legal_entity'`;
  await sql`
    insert into cases (ref_no, ref_year, ref_number, group_id, category, state, opened_on,
        debtor_party_id, debtor_name, debtor_sort_name, claim_count, overdue_since)
    select k.n::text, 0, k.n, g.id, 'collection', 'amicable',
           date '2024-01-01' + (k.n % 900)::int, p.id, p.full_name, p.sort_name, 1,
           date '2025-01-01' + (k.n % 300)::int
      from (select n from generate_series(1, ${size.cases}) n) k
      join (select id, full_name, sort_name, row_number() over (order by id) as i from parties
             where tenant_id = app_tenant() and kind = 'natural_person') p
        on p.i = 1 + (k.n - 1) % ${size.clients}
      join (select id, row_number() over (order by id) as i from case_groups
             where tenant_id = app_tenant()) g on g.i = 1 + k.n % 20
     order by k.n`;
  await sql`
    insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id,
        debtor_name, fields)
    select 'R' || p.i, 0, ${size.cases} + p.i, 'request', 'new', '2026-06-01', p.id, p.full_name,
           '{"subject": "Dotaz k platbě", "requestKind": "payment"}'
      from (select id, full_name, row_number() over (order by id) as i from parties
             where tenant_id = app_tenant() and kind = 'natural_person') p`;
  await sql`analyze cases`;
  await sql`insert into case_parties (case_id, party_id, role)
    select id, debtor_party_id, case category when 'request' then 'client' else 'debtor' end
      from cases where tenant_id = app_tenant()`;
  await sql`
    insert into request_posts (case_id, author, author_id, author_name, text, at)
    select k.id, (array['client', 'operator'])[1 + n % 2], null, 'Jana',
           'Prosím o potvrzení, že platba došla. ' || n, timestamptz '2026-06-01' + n * interval '1 hour'
      from cases k cross join generate_series(0, 3) n
     where k.tenant_id = app_tenant() and k.category = 'request' order by k.id, n`;
}

async function fillClaims(sql: postgres.ReservedSql): Promise<void> {
  const minor = sql`(k.ref_number * 7919 % 5000000)::bigint * 10 + 100000`;
  const paid = sql`case when k.ref_number % ${PAID_EACH} = 0 then 10000 else 0 end`;
  await sql`
    insert into claims (case_id, variable_symbol, currency, due_on, principal_minor, charged_minor,
        paid_minor, balance_minor)
    select k.id, '9' || lpad(k.ref_number::text, 8, '0'), 'CZK', k.overdue_since, ${minor}, ${minor},
           ${paid}, ${minor} - ${paid}
      from cases k where k.tenant_id = app_tenant() and k.category <> 'request'`;
  await sql`insert into claim_components (claim_id, kind)
    select c.id, kind from claims c, unnest(array['principal', 'lateInterest']) kind
     where c.tenant_id = app_tenant()`;
  await sql`
    insert into component_entries (component_id, amount_minor, value_on)
    select m.id, c.principal_minor, c.due_on from claim_components m
      join claims c on c.tenant_id = m.tenant_id and c.id = m.claim_id
     where m.tenant_id = app_tenant() and m.kind = 'principal'`;
  await sql`
    insert into interest_terms (component_id, regime, day_count, delay_from, from_on, pack_version)
    select m.id, 'cz-statutory', 'act365', c.due_on + 1, c.due_on + 1, ${LATE_INTEREST_VERSION}
      from claim_components m join claims c on c.tenant_id = m.tenant_id and c.id = m.claim_id
     where m.tenant_id = app_tenant() and m.kind = 'lateInterest'`;
  await sql`
    insert into interest_positions (component_id, claim_id, case_id, through_on, since_minor, rest,
        per_day_minor, per_day_rest)
    select m.id, c.id, c.case_id, date '2026-01-01', 0, 0, 1 + c.principal_minor / 4000, 0
      from claim_components m join claims c on c.tenant_id = m.tenant_id and c.id = m.claim_id
     where m.tenant_id = app_tenant() and m.kind = 'lateInterest'`;
  await sql`
    insert into payments (case_id, amount_minor, currency, value_on, source, source_key)
    select id, 10000, 'CZK', '2026-03-01', 'import', 'bench ' || id
      from cases k where tenant_id = app_tenant() and category <> 'request'
       and ref_number % ${PAID_EACH} = 0`;
  await sql`
    insert into allocations (payment_id, component_id, case_id, amount_minor, value_on)
    select p.id, m.id, p.case_id, 10000, p.value_on from payments p
      join claims c on c.tenant_id = p.tenant_id and c.case_id = p.case_id
      join claim_components m on m.tenant_id = c.tenant_id and m.claim_id = c.id
     where p.tenant_id = app_tenant() and m.kind = 'principal'`;
}

/** Fills a fresh tenant with clients who each owe on as many cases, and opens its door. */
export async function fillPortal(
  adminUrl: string,
  tenantId: number,
  size: PortalSize,
): Promise<void> {
  await asTenant(adminUrl, tenantId, async (sql) => {
    const fill = async () => {
      await fillClients(sql, size);
      await fillCases(sql, size);
      await fillClaims(sql);
    };
    await withoutIndexes(sql, fill, TABLES);
    await sql`insert into portal_sites (is_open, plan_count_max) values (true, 6)`;
    await sql`vacuum analyze`;
  });
}

/** A client of the bench who has signed in, with what their browser knows of their own. */
export interface SignedIn {
  secret: string;
  portalUserId: number;
  partyId: number;
  sessionId: number;
  /** A request of theirs. */
  request: { caseId: number; refNo: string };
  cases: { caseId: number; claimId: number; refNo: string; balanceMinor: number }[];
}

interface Entry {
  secret: string;
  hash: Buffer;
}

/** Signs so many clients in, evenly over all there are. */
export async function signIn(
  { adminUrl, tenantId }: { adminUrl: string; tenantId: number },
  entries: readonly Entry[],
): Promise<SignedIn[]> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const found = await sql<Omit<SignedIn, "secret">[]>`
    with wanted as (
      select id, party_id, row_number() over (order by id) as i from (
        select id, party_id, row_number() over (order by id) as n, count(*) over () as total
          from portal_users where tenant_id = ${tenantId}) u
       where n % greatest(total / ${entries.length}, 1) = 0 limit ${entries.length}),
    made as (
      insert into portal_sessions (tenant_id, secret_hash, portal_user_id, last_seen_at, expires_at)
      select ${tenantId}, decode(h.hash, 'hex'), w.id, now(), now() + interval '1 day' from wanted w
        join unnest(${entries.map(({ hash }) => hash.toString("hex"))}::text[]) with ordinality h (hash, i)
          on h.i = w.i
      returning id, portal_user_id)
    select m.id::int as "sessionId", w.id::int as "portalUserId", w.party_id::int as "partyId",
           (select json_build_object('caseId', k.id, 'refNo', k.ref_no)
              from case_parties cp join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
             where cp.tenant_id = ${tenantId} and cp.party_id = w.party_id
               and k.category = 'request' limit 1) as request,
           (select json_agg(json_build_object('caseId', k.id, 'claimId', c.id, 'refNo', k.ref_no,
                     'balanceMinor', c.balance_minor) order by k.id)
              from case_parties cp join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
              join claims c on c.tenant_id = k.tenant_id and c.case_id = k.id
             where cp.tenant_id = ${tenantId} and cp.party_id = w.party_id) as cases
      from wanted w join made m on m.portal_user_id = w.id order by w.i`;
  await sql.end();
  return found.map((each, i) => ({ ...each, secret: entries[i]?.secret ?? "" }));
}
