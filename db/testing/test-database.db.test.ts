import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { testDatabase } from "./test-database";

const first = await testDatabase();
const second = await testDatabase();

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end();
  }
}

describe("a test database", () => {
  it("is a copy of its own", async () => {
    await query(first.ownerUrl, "create table only_here (id int)");
    const seen = await query(second.ownerUrl, "select to_regclass('only_here') as t");
    expect(seen).toEqual([{ t: null }]);
    expect(first.name).not.toBe(second.name);
  });

  it("gives ids that no other of the process gives", async () => {
    const tell = (url: string) =>
      query<{ id: number }>(
        url,
        "insert into tenants (slug, name, country) values ('t', 'T', 'CZ') returning id",
      );
    const [[one], [other]] = await Promise.all([tell(first.ownerUrl), tell(second.ownerUrl)]);
    expect(one?.id).toBeGreaterThan(0);
    expect(Math.abs((other?.id ?? 0) - (one?.id ?? 0))).toBeGreaterThanOrEqual(100_000);
  });

  it("signs the program in as a role that can neither define tables nor evade policies", async () => {
    const [role] = await query(
      first.appUrl,
      `select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
       from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({
      rolname: "saldo_app",
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
    });
    await expect(query(first.appUrl, "create table mine (id int)")).rejects.toThrow(
      /permission denied/,
    );
  });

  it("binds the owner by policies as well", async () => {
    const rows = await query(
      first.ownerUrl,
      "select rolsuper, rolbypassrls from pg_roles where rolname = current_user",
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it("sorts Czech and Slovak by name of the collation, and folds case beyond ASCII", async () => {
    const rows = await query<{ word: string }>(
      first.appUrl,
      `select word from (values ('chata'), ('čáp'), ('hora'), ('cesta'), ('ráno'), ('řeka'),
       ('dům')) as words (word) order by word collate "cs-x-icu"`,
    );
    const words = ["cesta", "čáp", "dům", "hora", "chata", "ráno", "řeka"];
    expect(rows.map(({ word }) => word)).toEqual(words);
    const [folded] = await query(first.appUrl, "select lower('ŽLUŤOUČKÝ КОТ') as text");
    expect(folded).toEqual({ text: "žluťoučký кот" });
  });

  it("has the extensions", async () => {
    const rows = await query(
      first.appUrl,
      "select similarity('novak', 'novakova') > 0.4 as near, unaccent('Řehoř') as plain",
    );
    expect(rows).toEqual([{ near: true, plain: "Rehor" }]);
  });
});
