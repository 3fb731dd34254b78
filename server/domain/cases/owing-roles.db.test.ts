import { expect, it } from "vitest";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import { processCatalogue } from "../workflow";
import { DEBTOR_ROLES, OWING_ROLES, refreshCaseSearch } from ".";

const desk = await openDesk();

it("the roles that owe are those that the database takes a case's debtor from, and two beside", async () => {
  const tenant = await desk.tenant();
  const known = processCatalogue().definitions.flatMap(({ roles }) =>
    roles.map(({ code }) => code),
  );
  const roles = [...new Set([...known, ...OWING_ROLES, "creditor", "guarantor"])];
  const naming = await inTransaction(tenant.system(), async (_, tx) => {
    const { sql } = tx;
    await sql`insert into parties (kind, full_name, name_key) values ('natural_person', 'J', 'j')`;
    const cases = await sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
      select n::text, 0, n, 'collection', 'new', '2026-01-01'
        from generate_series(1, ${roles.length}::int) n returning id`;
    const ids = cases.map(({ id }) => id);
    await sql`
      insert into case_parties (case_id, party_id, role)
      select k.id, (select id from parties), k.role
        from unnest(${ids}::bigint[], ${roles}::text[]) as k (id, role)`;
    await refreshCaseSearch(tx, ids);
    const rows = await sql<{ role: string }[]>`
      select cp.role from cases c join case_parties cp on cp.case_id = c.id
       where c.debtor_party_id is not null`;
    return rows.map(({ role }) => role);
  });
  expect(naming.sort()).toEqual(DEBTOR_ROLES.toSorted());
  expect(OWING_ROLES.filter((role) => !naming.includes(role))).toEqual(["coDebtor", "borrower"]);
});
