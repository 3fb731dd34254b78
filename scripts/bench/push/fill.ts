import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import type { Keys } from "@/server/domain/keys";

export interface BenchClient {
  secret: string;
  caseId: number;
  refNo: string;
}

/** A tenant with an open door and so many clients, each signed in and with an open request. */
export async function fillClients(
  admin: postgres.Sql,
  keys: Keys,
  count: number,
): Promise<{ tenantId: number; slug: string; clients: BenchClient[] }> {
  const slug = `push-${randomBytes(4).toString("hex")}`;
  const [tenant] = await admin<{ id: number }[]>`
    insert into tenants (slug, name, country) values (${slug}, ${slug}, 'CZ') returning id`;
  const tenantId = tenant?.id ?? 0;
  const secrets = Array.from({ length: count }, () => randomBytes(32).toString("base64url"));
  const hashes = secrets.map((secret) => keys.hash("portal:session", secret).toString("hex"));
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true)`;
    await sql`insert into portal_sites (is_open) values (true)`;
    await sql`
      insert into parties (kind, full_name, given_name, surname, name_key)
      select 'natural_person', 'Jan Nový ' || n, 'Jan', 'Nový ' || n, 'jan novy ' || n
        from generate_series(1, ${count}::int) n`;
    await sql`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id,
                         debtor_name, fields)
      select r.n || '/2026', 2026, r.n, 'request', 'new', '2026-01-01', r.id, r.full_name,
             '{"subject": "Dotaz"}'
        from (select id, full_name, row_number() over (order by id) as n from parties
               where tenant_id = ${tenantId}) r order by r.n`;
    await sql`
      insert into case_parties (case_id, party_id, role)
      select id, debtor_party_id, 'client' from cases where tenant_id = ${tenantId}`;
    await sql`
      insert into portal_users (party_id, email, name, password_hash)
      select id, 'c' || id || '@bench.example', full_name, '-' from parties
       where tenant_id = ${tenantId} order by id`;
    await sql`
      insert into portal_sessions (secret_hash, portal_user_id, last_seen_at, expires_at)
      select decode(h.hash, 'hex'), u.id, now(), now() + interval '1 day'
        from unnest(${hashes}::text[]) with ordinality h(hash, n)
        join (select id, row_number() over (order by party_id) as n from portal_users
               where tenant_id = ${tenantId}) u on u.n = h.n`;
  });
  await admin`vacuum analyze`;
  const rows = await admin<{ caseId: string; refNo: string }[]>`
    select id as "caseId", ref_no as "refNo" from cases
     where tenant_id = ${tenantId} order by ref_number`;
  const clients = rows.map(({ caseId, refNo }, at) => ({
    ...{ caseId: Number(caseId), refNo, secret: secrets[at] ?? "" },
  }));
  return { tenantId, slug, clients };
}
