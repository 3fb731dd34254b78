import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { connect, ensureDatabase, withDatabase } from "@/scripts/embedded-postgres/roles";
import { migrate } from "./migrate";
import { testDatabase } from "./testing";

const server = inject("testServer");
const name = `${server.prefix}migrate_${process.pid}`;
const ownerUrl = withDatabase(server.ownerUrl, name);
let folder = "";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "saldo-migrations-"));
  await ensureDatabase(server.adminUrl, name);
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  const admin = connect(server.adminUrl);
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
});

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

async function ask(text: string): Promise<unknown[]> {
  const sql = connect(ownerUrl);
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

describe("migrate", () => {
  it("applies files of several statements in order of name, each once", async () => {
    write("0002_b.sql", "insert into a values (2);\n--> statement-breakpoint\nselect 1;");
    write("0001_a.sql", "create table a (id int); insert into a values (1);");
    write("notes.txt", "not a migration");
    expect(await migrate(ownerUrl, folder)).toEqual({
      applied: ["0001_a.sql", "0002_b.sql"],
      total: 2,
    });
    write("0003_c.sql", "insert into a values (3);");
    expect((await migrate(ownerUrl, folder)).applied).toEqual(["0003_c.sql"]);
    expect(await ask("select id from a order by id")).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it("lets one of several callers work and the others find it done", async () => {
    write("0001_a.sql", "create table a (id int); select pg_sleep(0.1);");
    const results = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, folder)));
    expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 1]);
  });

  it("takes a file back whole when one statement fails, and says where", async () => {
    write("0001_a.sql", "create table a (id int);");
    write("0002_b.sql", "create table b (id int);\n\nselect missing from a;");
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(
      /^0002_b\.sql:3: column "missing" does not exist/,
    );
    expect(
      await ask("select to_regclass('a') is null as a, to_regclass('b') is null as b"),
    ).toEqual([{ a: false, b: true }]);
    expect(await ask("select name from saldo_migrations")).toEqual([{ name: "0001_a.sql" }]);
  });

  it("refuses a file changed after it was applied, but not its line ends", async () => {
    write("0001_a.sql", "create table a (id int);\n");
    await migrate(ownerUrl, folder);
    write("0001_a.sql", "create table a (id int);\r\n");
    expect((await migrate(ownerUrl, folder)).applied).toEqual([]);
    write("0001_a.sql", "create table a (id bigint);\n");
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0001_a\.sql was changed/);
  });

  it("refuses a database that a newer program migrated", async () => {
    write("0001_a.sql", "select 1;");
    write("0002_b.sql", "select 1;");
    await migrate(ownerUrl, folder);
    rmSync(join(folder, "0002_b.sql"));
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(/newer version.*0002_b\.sql/);
  });

  it("does nothing where there are no migrations", async () => {
    expect(await migrate(ownerUrl, folder)).toEqual({ applied: [], total: 0 });
    expect(await migrate(ownerUrl, join(folder, "missing"))).toEqual({ applied: [], total: 0 });
  });

  it("tells no debt without its interest that grew before its positions were kept", async () => {
    const own = join(import.meta.dirname, "migrations");
    const take = (isMine: (file: string) => boolean) => {
      for (const file of readdirSync(own)) {
        if (file.endsWith(".sql") && isMine(file))
          copyFileSync(join(own, file), join(folder, file));
      }
    };
    take((file) => file < "0024");
    await migrate(ownerUrl, folder);
    // Only what the step reads; the keys to the rest of the register are not at stake.
    const admin = connect(withDatabase(server.adminUrl, name));
    await admin.unsafe(`
      set session_replication_role = replica;
      insert into tenants (id, name, slug) overriding system value
        values (7, 'Inkaso', 'inkaso');
      select set_config('app.tenant_id', '7', false);
      insert into claims (tenant_id, id, case_id, currency, due_on)
        overriding system value values (7, 2, 1, 'CZK', '2025-03-01'), (7, 3, 1, 'CZK', '2025-03-01');
      insert into claim_components (tenant_id, id, claim_id, kind)
        overriding system value values (7, 20, 2, 'lateInterest'), (7, 30, 3, 'principal');
      insert into interest_terms (tenant_id, component_id, regime, day_count, delay_from, from_on,
                                  pack_version)
        values (7, 20, 'cz-statutory', 'act365', '2025-03-02', '2025-03-02', '1'),
               (7, 20, 'cz-statutory', 'act365', '2025-03-02', '2025-06-01', '1');`);
    await admin.end();
    take(() => true);
    await migrate(ownerUrl, folder);
    expect(
      await ask(`set app.tenant_id = '7';
        select component_id::int as id, through_on::text, until_on::text from interest_positions`),
    ).toEqual([[], [{ id: 20, through_on: "2025-03-01", until_on: "2025-03-01" }]]);
  });

  it("finds the program's own migrations applied in a test database", async () => {
    const database = await testDatabase();
    expect((await migrate(database.ownerUrl)).applied).toEqual([]);
  });
});
