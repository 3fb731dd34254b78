import postgres from "postgres";
import { fold } from "@/server/kernel/fold";

/** A tenant of a wanted size, made by SQL alone: what is measured is reading, not importing. */
export interface Size {
  cases: number;
  /** Parties beyond one debtor a case. */
  extraParties: number;
  claims: number;
  /** Cases with a long timeline, for the case page. */
  longCases: number;
  eventsPerLongCase: number;
}

const GIVEN =
  "Jan Petr Jiří Josef Pavel Martin Tomáš Jaroslav Miroslav Zdeněk Marie Jana Eva Hana Anna Lenka Kateřina Lucie Věra Alena Žofie Řehoř Šárka Čestmír".split(
    " ",
  );
const STEMS =
  "Nov Svobod Dvoř Čern Prochaz Kučer Vesel Horá Něm Pokor Mare Pospíš Háj Jelín Krá Růži Ben Fial Sedlá Dolež Zem Kolá Navrát Čer Vaně Urb Blaž Kří Kop Šťast".split(
    " ",
  );
const ENDS = "ák otný áček ka ý ek ec íček an eš oň ura ota ina".split(" ");
const CITIES = "Praha Brno Ostrava Plzeň Liberec Olomouc Zlín Pardubice Kladno Most".split(" ");

export const SURNAMES = STEMS.flatMap((stem) => ENDS.map((end) => `${stem}${end}`));
export const STATES = ["new", "amicable", "instalments", "court", "enforcement", "paid"];

const words = (list: readonly string[]) => list.map(fold);

/** Connects as the superuser: triggers and policies would only slow the filling down. */
export async function asTenant<T>(
  adminUrl: string,
  tenantId: number,
  work: (sql: postgres.ReservedSql) => Promise<T>,
): Promise<T> {
  const pool = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const sql = await pool.reserve();
  try {
    await sql`select set_config('session_replication_role', 'replica', false),
      set_config('app.tenant_id', ${String(tenantId)}, false), set_config('work_mem', '256MB', false),
      set_config('maintenance_work_mem', '1GB', false),
      set_config('enable_nestloop', 'off', false), set_config('jit', 'off', false), setseed(0.42)`;
    return await work(sql);
  } finally {
    sql.release();
    await pool.end();
  }
}

async function fillParties(sql: postgres.ReservedSql, count: number): Promise<void> {
  // Surnames are as uneven as in life: squaring the random number crowds the first ones.
  await sql`
    insert into parties (kind, full_name, given_name, surname, name_key, birth_on, search)
    select 'natural_person', g.name || ' ' || s.name, g.name, s.name, g.folded || ' ' || s.folded,
           date '1950-01-01' + (n * 37 % 20000)::int,
           array_to_tsvector(array[g.folded, s.folded, '7' || lpad((n * 7 % 100000000)::text, 8, '0'),
             '4207' || lpad((n * 7 % 100000000)::text, 8, '0'), s.folded || n || '@mail.example'])
      from (select n, 1 + floor(power(random(), 2) * ${GIVEN.length})::int as gi,
                   1 + floor(power(random(), 2) * ${SURNAMES.length})::int as si
              from generate_series(1, ${count}) n) k
      join unnest(${GIVEN}::text[], ${words(GIVEN)}::text[]) with ordinality g(name, folded, i) on g.i = k.gi
      join unnest(${SURNAMES}::text[], ${words(SURNAMES)}::text[]) with ordinality s(name, folded, i)
        on s.i = k.si order by n`;
  await sql`insert into party_addresses (party_id, kind, street, city, postal_code, address_key)
    select id, 'main', 'Dlouhá ' || id % 200, (${CITIES}::text[])[1 + id % ${CITIES.length}],
           lpad((10000 + id % 69999)::text, 5, '0'), 'dlouha ' || id % 200
      from parties where tenant_id = app_tenant()`;
  await sql`analyze parties`;
  await sql`insert into search_words (word)
    select distinct w from unnest(${[...words(GIVEN), ...words(SURNAMES)]}::text[]) w
    on conflict do nothing`;
}

async function fillCases(sql: postgres.ReservedSql, size: Size): Promise<void> {
  await sql`insert into case_groups (code, description)
    select 'G' || n, 'Věřitel ' || n from generate_series(1, 20) n`;
  await sql`
    insert into cases (ref_no, ref_year, ref_number, group_id, category, state, opened_on,
        debtor_party_id, debtor_name, debtor_sort_name, claim_count, balance_czk_minor, overdue_since,
        last_event_at, last_event_kind, last_event_text, search)
    select k.n::text, 0, k.n, g.id, 'collection', (${STATES}::text[])[1 + k.n % ${STATES.length}],
           date '2024-01-01' + (k.n % 900)::int, p.id, p.full_name, p.sort_name,
           1 + (k.n % 2)::int, (k.n::bigint * 7919 % 5000000) * 10, date '2023-06-01' + (k.n % 1100)::int,
           timestamptz '2026-01-01' + (k.n % 300) * interval '1 day', 'note', 'Volal, slíbil zaplatit',
           p.search || array_to_tsvector(array[k.n::text, '9' || lpad(k.n::text, 8, '0')])
      from (select n from generate_series(1, ${size.cases}) n) k
      join (select id, full_name, sort_name, search, row_number() over (order by id) as i from parties
             where tenant_id = app_tenant()) p on p.i = k.n
      join (select id, row_number() over (order by id) as i from case_groups
             where tenant_id = app_tenant()) g on g.i = 1 + k.n % 20
     order by k.n`;
  await sql`analyze cases`;
  await sql`insert into case_parties (case_id, party_id, role)
    select id, debtor_party_id, 'debtor' from cases where tenant_id = app_tenant()`;
  await sql`
    insert into case_parties (case_id, party_id, role, position)
    select c.id, p.id, 'coDebtor', 1
      from (select id, row_number() over (order by id) as i from parties
             where tenant_id = app_tenant() order by id offset ${size.cases}) p
      join (select id, row_number() over (order by id) as i from cases
             where tenant_id = app_tenant()) c on c.i = (p.i - ${size.cases}) * 5`;
}

async function fillClaims(sql: postgres.ReservedSql, size: Size): Promise<void> {
  await sql`
    insert into claims (case_id, variable_symbol, currency, due_on, principal_minor, charged_minor,
        balance_minor)
    select c.id, '9' || lpad((c.ref_number + h.h * 20000000)::text, 8, '0'), 'CZK',
           date '2023-06-01' + (c.ref_number % 1100)::int, a.minor, a.minor, a.minor
      from (select id, ref_number from cases where tenant_id = app_tenant()) c
      cross join (values (0), (1)) h(h)
      cross join lateral (select (c.ref_number * 7919 % 5000000)::bigint * 10 + 100 as minor) a
     where h.h = 0 or c.ref_number <= ${size.claims - size.cases}`;
  await sql`insert into claim_components (claim_id, kind)
    select id, 'principal' from claims where tenant_id = app_tenant()`;
  await sql`
    insert into component_entries (component_id, amount_minor, value_on)
    select k.id, c.principal_minor, c.due_on from claim_components k
      join claims c on c.tenant_id = k.tenant_id and c.id = k.claim_id
     where k.tenant_id = app_tenant()`;
}

export const GROWING = [
  "parties",
  "party_addresses",
  "cases",
  "case_parties",
  "claims",
  "claim_components",
];

/** Rows go in without the indexes, which are then built whole: the same trees, in a quarter of the time. */
export async function withoutIndexes(
  sql: postgres.ReservedSql,
  fill: () => Promise<void>,
  tables: readonly string[] = GROWING,
): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index i
     where indrelid = any (${[...tables]}::regclass[])
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await fill();
  for (const { definition } of indexes) await sql.unsafe(definition);
}

/** Fills a fresh tenant; answers its id. Analysed and vacuumed, as a living database is. */
export async function fillTenant(
  urls: { adminUrl: string },
  tenantId: number,
  size: Size,
): Promise<void> {
  await asTenant(urls.adminUrl, tenantId, async (sql) => {
    await withoutIndexes(sql, async () => {
      await fillParties(sql, size.cases + size.extraParties);
      await fillCases(sql, size);
      await fillClaims(sql, size);
    });
    await sql`
      insert into case_events (case_id, kind, at, text)
      select c.id, (array['note', 'task', 'system', 'work'])[1 + n % 4],
             timestamptz '2025-01-01' + n * interval '1 hour', 'Záznam ' || n || ': dlužník nezvedá telefon.'
        from (select id from cases where tenant_id = app_tenant() order by id
               limit ${size.longCases}) c
       cross join generate_series(1, ${size.eventsPerLongCase}) n`;
    await sql`vacuum analyze`;
  });
}
