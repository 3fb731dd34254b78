import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, it } from "vitest";
import { connect, ensureDatabase, withDatabase } from "@/scripts/embedded-postgres/roles";
import { migrate } from "./migrate";

const server = inject("testServer");
const name = `${server.prefix}debtor_order_${process.pid}`;
const ownerUrl = withDatabase(server.ownerUrl, name);
const folder = mkdtempSync(join(tmpdir(), "saldo-debtor-order-"));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const admin = connect(server.adminUrl);
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
});

it("gives cases that are there the key of their debtor, in every tenant", async () => {
  await ensureDatabase(server.adminUrl, name);
  const all = join(import.meta.dirname, "migrations");
  for (const file of readdirSync(all)) {
    if (file.endsWith(".sql") && file < "0010") cpSync(join(all, file), join(folder, file));
  }
  await migrate(ownerUrl, folder);
  const owner = connect(ownerUrl);
  for (const slug of ["first", "second"]) {
    await owner.begin(async (sql) => {
      const [tenant] = await sql`
        insert into tenants (slug, name, country) values (${slug}, ${slug}, 'CZ') returning id`;
      await sql`select set_config('app.tenant_id', ${String(tenant?.id)}, true)`;
      const [party] = await sql`
        insert into parties (kind, full_name, given_name, surname, name_key)
        values ('natural_person', 'Ing. Žofie Říčanová', 'Žofie', 'Říčanová', 'ricanova zofie')
        returning id`;
      await sql`
        insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id)
        values ('1', 0, 1, 'collection', 'new', '2026-01-01', ${party?.id ?? null}),
               ('2', 0, 2, 'collection', 'new', '2026-01-01', null)`;
    });
  }
  await migrate(ownerUrl, all);
  // The owner reads every tenant's cases and people; only its writing is walled in.
  const rows = await owner`
    select c.debtor_sort_name as key, p.sort_name as "sortName"
      from cases c left join parties p on p.tenant_id = c.tenant_id and p.id = c.debtor_party_id
     order by c.tenant_id, c.id`;
  await owner.end();
  const each = [
    { key: "ricanova zofie", sortName: "ricanova zofie" },
    { key: "", sortName: null },
  ];
  expect([...rows]).toEqual([...each, ...each]);
});
