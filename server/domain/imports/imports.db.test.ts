import { describe, expect, it } from "vitest";
import { reallocateCases } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import { importer } from "./testing/workbooks";

const desk = await openDesk();

const CASES = [
  [
    "RefNo",
    "Kategorie",
    "Stav",
    "Vztah",
    "CeleJmeno",
    "RC",
    "Ulice",
    "PSC",
    "Obec",
    "Email",
    "Telefon",
    "Číslo smlouvy",
    "Pobočka",
  ],
  [
    "1/2026",
    "Inkaso",
    "MimoSoud",
    "Povinný",
    "Ing. Jan Novák",
    "800101/9114",
    "Dlouhá 12",
    "110 00",
    "Praha 1",
    "jan.novak@example.cz",
    "777 123 456",
    "SML-1",
    "Praha",
  ],
  [
    "1/2026",
    "Inkaso",
    "MimoSoud",
    "Ručitel",
    "Eva Malá",
    null,
    "Krátká 3",
    "602 00",
    "Brno",
    null,
    null,
    null,
    null,
  ],
  [
    "2/2026",
    "Inkaso",
    "MimoSoud",
    "Povinný",
    "Jiří Dvořák",
    null,
    "Lipová 5",
    "602 00",
    "Brno",
    null,
    "+420 603 111 222",
    "SML-2",
    "Brno",
  ],
];
const CLAIMS = [
  ["RefNo", "VS", "Splatnost", "Částka", "Uhrazeno"],
  ["1/2026", "2026000123", "31. 1. 2026", "12 500,00", "500"],
  ["2/2026", "2026000124", "28. 2. 2026", 1000.5, null],
  ["2/2026", "2026000125", "1. 3. 2026", 99, null],
];
const PAYMENTS = [
  ["RefNo", "VS", "Uhrazeno", "Datum"],
  ["1/2026", "2026000123", "2 000,00", "1. 6. 2026"],
  [null, "2026000124", 100, "2. 6. 2026"],
  [null, "2026000124", 100, "2. 6. 2026"],
];

async function bench() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  return { tenant, ctx, importing: importer(tenant, ctx) };
}

const rowsOf = (ctx: OperatorContext, table: string) =>
  reading(ctx, ({ sql }) =>
    sql`select to_jsonb(t) as row from ${sql(table)} t order by id`.then((all) =>
      all.map(({ row }) => row),
    ),
  );

const stateOf = (ctx: OperatorContext, importId: number) =>
  reading(ctx, ({ sql }) =>
    sql`
    select state, error_code, error_rows, warning_rows, totals from imports where id = ${importId}`.then(
      (all) => all[0],
    ),
  );

const findingsOf = (ctx: OperatorContext, importId: number) =>
  reading(ctx, ({ sql }) =>
    sql<{ row_no: number; severity: string; code: string }[]>`
    select row_no, column_name, severity, code, params from import_findings where import_id = ${importId} order by row_no, id`.then(
      (all) => [...all],
    ),
  );

describe("the three workbooks", () => {
  it("become cases with people, claims and payments", async () => {
    const { ctx, importing } = await bench();
    const cases = await importing.all("cases", CASES, {
      groupCode: "ALFA",
      groupDescription: "Alfa, a.s.",
    });
    expect(await findingsOf(ctx, cases)).toEqual([]);
    expect(await stateOf(ctx, cases)).toMatchObject({ state: "published" });
    const [first, second] = await rowsOf(ctx, "cases");
    expect(first).toMatchObject({
      ref_no: "1/2026",
      ref_year: 2026,
      ref_number: 1,
      category: "collection",
      state: "amicable",
      debtor_name: "Ing. Jan Novák",
      debtor_sort_name: "novak jan",
      fields: { contractNo: "SML-1" },
      extra_fields: [["Pobočka", "Praha"]],
    });
    expect(second).toMatchObject({ ref_no: "2/2026", debtor_name: "Jiří Dvořák" });
    // What the import writes is what a refresh would.
    await inTransaction(ctx, (_, { sql }) =>
      sql`select refresh_case_search(array(select id from cases))`.then(() => undefined),
    );
    expect(await rowsOf(ctx, "cases")).toEqual([first, second]);
    expect(await rowsOf(ctx, "parties")).toMatchObject([
      { full_name: "Ing. Jan Novák", birth_on: "1980-01-01", sex: "male" },
      { full_name: "Eva Malá" },
      { full_name: "Jiří Dvořák" },
    ]);
    await importing.all("claims", CLAIMS);
    await importing.all("payments", PAYMENTS);
    expect(await rowsOf(ctx, "cases")).toMatchObject([
      { claim_count: 1, balance_czk_minor: 1_000_000, overdue_since: "2026-01-31" },
      { claim_count: 2, balance_czk_minor: 89_950, overdue_since: "2026-02-28" },
    ]);
    expect(await rowsOf(ctx, "payments")).toHaveLength(4);
  });

  it("say the same as the ledger's own recomputation", async () => {
    const { ctx, importing } = await bench();
    await importing.all("cases", CASES);
    await importing.all("claims", CLAIMS);
    const before = await rowsOf(ctx, "cases");
    await inTransaction(ctx, async (inner, tx) => {
      const caseIds = before.map(({ id }) => id);
      expect(await reallocateCases(inner, tx, { caseIds })).toMatchObject({ entryCount: 0 });
      await tx.sql`select refresh_case_search(${caseIds}::bigint[])`;
    });
    expect(await rowsOf(ctx, "cases")).toEqual(before);
  });

  it("bring nothing the second time", async () => {
    const { ctx, importing } = await bench();
    for (let round = 0; round < 2; round += 1) {
      await importing.all("cases", CASES, { groupCode: "ALFA" });
      await importing.all("claims", CLAIMS);
      await importing.all("payments", PAYMENTS);
    }
    for (const [table, count] of [
      ["cases", 2],
      ["parties", 3],
      ["claims", 3],
      ["payments", 4],
      ["case_parties", 3],
      ["party_contacts", 3],
      ["case_groups", 1],
    ] as const) {
      expect([table, (await rowsOf(ctx, table)).length]).toEqual([table, count]);
    }
  });

  it("are taken back whole, and may come again", async () => {
    const { ctx, importing } = await bench();
    const cases = await importing.all("cases", CASES, { groupCode: "ALFA" });
    const claims = await importing.all("claims", CLAIMS);
    const payments = await importing.all("payments", PAYMENTS);
    await importing.undo(cases);
    expect(await stateOf(ctx, cases)).toMatchObject({
      state: "published",
      error_code: "imports.undo_blocked",
    });
    await importing.undo(payments);
    await importing.undo(claims);
    expect(await rowsOf(ctx, "cases")).toMatchObject([
      { claim_count: 0, balance_czk_minor: 0 },
      { balance_czk_minor: 0 },
    ]);
    await importing.all("claims", CLAIMS);
    await importing.all("payments", PAYMENTS);
    expect(await rowsOf(ctx, "cases")).toMatchObject([
      { balance_czk_minor: 1_000_000 },
      { balance_czk_minor: 89_950 },
    ]);
    const again = await importing.all("payments", PAYMENTS);
    expect(await stateOf(ctx, again)).toMatchObject({ totals: { result: { payments: 0 } } });
  });
});
