import type postgres from "postgres";

interface Debts {
  tenantId: number;
  /** Number of the first debt; the symbol and the name come of it. */
  from: number;
  count: number;
}

/** A case a debt, with a debtor of its own and one open claim whose caches agree with its entries. */
export async function fillDebts(
  admin: postgres.Sql,
  { tenantId, from, count }: Debts,
): Promise<number[]> {
  const to = from + count - 1;
  return admin.begin(async (sql) => {
    // Nothing is known of the rows that have just come: one by one they would be looked up for ever.
    await sql`
      select set_config('app.tenant_id', ${String(tenantId)}, true),
             set_config('enable_nestloop', 'off', true)`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on,
                         debtor_name, claim_count, balance_czk_minor, overdue_since)
      select ${tenantId}, n || '/2026', 2026, n, 'collection', 'new', '2026-01-01',
             'Novák Jan ' || n, 1, 100000 + n % 90000, date '2024-01-01' + (n % 700)::int
        from generate_series(${from}::bigint, ${to}::bigint) n`;
    await sql`
      insert into parties (tenant_id, kind, full_name, name_key, other_id)
      select ${tenantId}, 'natural_person', 'Jan Novák ' || n, 'jan novak' || n, n::text
        from generate_series(${from}::bigint, ${to}::bigint) n`;
    await sql`
      insert into case_parties (tenant_id, case_id, party_id, role)
      select ${tenantId}, k.id, p.id, 'debtor'
        from cases k join parties p on p.tenant_id = ${tenantId} and p.other_id = k.ref_number::text
       where k.tenant_id = ${tenantId} and k.ref_number between ${from} and ${to}`;
    const rows = await sql<{ id: string }[]>`
      insert into claims (tenant_id, case_id, variable_symbol, currency, due_on, arisen_on,
                          principal_minor, charged_minor, balance_minor)
      select ${tenantId}, id, (1000000000 + ref_number * 17)::text, 'CZK', overdue_since,
             date '2023-12-01', balance_czk_minor, balance_czk_minor, balance_czk_minor
        from cases where tenant_id = ${tenantId} and ref_number between ${from} and ${to}
       order by ref_number returning id`;
    const ids = rows.map(({ id }) => Number(id));
    await sql`
      insert into claim_components (tenant_id, claim_id, kind)
      select ${tenantId}, id, 'principal' from claims
       where tenant_id = ${tenantId} and id between ${ids[0] ?? 0} and ${ids.at(-1) ?? 0}`;
    await sql`
      insert into component_entries (tenant_id, component_id, amount_minor, value_on)
      select ${tenantId}, p.id, c.principal_minor, date '2023-12-01'
        from claim_components p join claims c on c.tenant_id = p.tenant_id and c.id = p.claim_id
       where p.tenant_id = ${tenantId} and c.id between ${ids[0] ?? 0} and ${ids.at(-1) ?? 0}`;
    return ids;
  });
}

interface Movements {
  tenantId: number;
  claims: number;
  movements: number;
  /** Another one aims at other claims. */
  salt: number;
}

/**
 * Of a hundred movements 80 have the VS, 5 in the SS, 5 in the message, 1 with a slip and the very
 * amount, 1 the name and the very amount, 1 comes from an account known before, 7 are nobody's.
 */
export async function fillMovements(
  admin: postgres.Sql,
  { tenantId, claims, movements, salt }: Movements,
): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true)`;
    await sql`
      insert into bank_accounts (tenant_id, number, currency)
      values (${tenantId}, '2600000003/2010', 'CZK') on conflict do nothing`;
    const [statement] = await sql<{ id: number; accountId: number }[]>`
      insert into bank_statements (tenant_id, account_id, file_name, format, imported_at)
      select ${tenantId}, id, 'bench', 'abo', now() from bank_accounts
       where tenant_id = ${tenantId} returning id, account_id as "accountId"`;
    await sql`
      insert into bank_movements (tenant_id, account_id, statement_id, identity, booked_on,
             amount_minor, currency, counter_account, counter_name, variable_symbol,
             specific_symbol, message, line, raw)
      select ${tenantId}, ${statement?.accountId ?? 0}, ${statement?.id ?? 0},
             decode(md5(${salt}::text || n), 'hex'), '2026-11-20',
             case when kind in (90, 91) then balance else 20000 + n % 70000 end, 'CZK',
             (100000 + case when kind = 92 then n - 92 else n end) || '/0100',
             case when kind = 91 then 'NOVÁK' || aim || ' JAN' else 'Plátce ' || n end,
             case when kind < 80 then symbol when kind = 90 then overlay(symbol placing
                    case right(symbol, 1) when '0' then '1' else '0' end from 10 for 1)
                  when kind > 92 then (3000000000 + n)::text end,
             case when kind between 80 and 84 then symbol end,
             case when kind between 85 and 89 then 'platba za ' || symbol
                  else 'splátka dluhu' end, n, ''
        from (select n, n % 100 as kind, aim, (1000000000 + aim * 17)::text as symbol,
                     100000 + aim % 90000 as balance
                from generate_series(0, ${movements - 1}::bigint) n
               cross join lateral (
                 select 1 + (n * greatest(1, ${claims}::bigint / ${movements}::bigint) + ${salt}) % ${claims}::bigint as aim) a) m`;
  });
}
