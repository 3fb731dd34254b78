import { describe, expect, it } from "vitest";
import { inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import { importer } from "./testing/workbooks";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  return { tenant, ctx, importing: importer(tenant, ctx) };
}

const rowsOf = (ctx: OperatorContext, table: string) =>
  reading(ctx, ({ sql }) =>
    sql`select to_jsonb(t) as row from ${sql(table)} t`.then((all) => all.map(({ row }) => row)),
  );
const importOf = (ctx: OperatorContext, importId: number) =>
  reading(ctx, ({ sql }) => sql`select * from imports where id = ${importId}`.then(([row]) => row));

const HEAD = ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno"];
const CASES = [
  HEAD,
  ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák"],
  ["2", "Inkaso", "MimoSoud", "Povinný", "Eva Malá"],
];

describe("kinds of import", () => {
  it("parties alone", async () => {
    const { ctx, importing } = await scene();
    await importing.all("parties", [
      ["Jméno a příjmení", "Rodné číslo", "IČO", "Ulice", "PSČ", "Obec", "E-mail"],
      [
        "Mgr. Žofie Říhová",
        "855615/9227",
        null,
        "Dlouhá 1",
        "110 00",
        "Praha",
        "zofie@posta.example",
      ],
      ["Alfa, a.s.", null, "00177041", "Krátká 2", "602 00", "Brno", null],
    ]);
    const parties = await rowsOf(ctx, "parties");
    expect(parties.map(({ kind, full_name }) => [kind, full_name]).toSorted()).toEqual([
      ["legal_entity", "Alfa, a.s."],
      ["natural_person", "Mgr. Žofie Říhová"],
    ]);
    expect(await rowsOf(ctx, "cases")).toEqual([]);
  });

  it("tasks and notes by RefNo", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", CASES);
    await importing.all("events", [
      ["RefNo", "Typ", "Text", "Termín"],
      ["1", "Poznámka", "Slíbil zaplatit", null],
      ["2", "Úkol", "Zavolat", "1. 12. 2026"],
    ]);
    const events = (await rowsOf(ctx, "case_events")).filter(({ kind }) => kind !== "system");
    expect(events.map(({ kind, text }) => [kind, text]).toSorted()).toEqual([
      ["note", "Slíbil zaplatit"],
      ["task", "Zavolat"],
    ]);
  });

  it("bulk update of data, taken back to what it was", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", [
      [...HEAD, "Číslo smlouvy"],
      ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák", "STARÁ"],
    ]);
    const fieldsOf = async () => (await rowsOf(ctx, "cases")).map(({ fields }) => fields);
    const before = await fieldsOf();
    const update = await importing.all(
      "case-data",
      [
        ["RefNo", "Číslo smlouvy"],
        ["1", "NOVÁ"],
      ],
      { existing: "overwrite", category: "collection" },
    );
    expect(await fieldsOf()).toMatchObject([{ contractNo: "NOVÁ" }]);
    await importing.undo(update);
    expect(await fieldsOf()).toEqual(before);
  });
});

describe("the timeline after an import", () => {
  const linesOf = async (ctx: OperatorContext) =>
    (await rowsOf(ctx, "case_events"))
      .filter(({ kind, deleted_at }) => kind === "system" && deleted_at === null)
      .toSorted((a, b) => a.id - b.id)
      .map(({ data }) => data)
      .filter(({ code }) => String(code).startsWith("import."));

  it("has one line a case and import, which goes with the import", async () => {
    const { ctx, importing } = await scene();
    const cases = await importing.all("cases", CASES);
    const claims = await importing.all("claims", [
      ["RefNo", "VS", "Splatnost", "Částka", "Měna"],
      ["1", "100", "1. 1. 2026", "250,50", "CZK"],
      ["1", "101", "1. 2. 2026", "100", "CZK"],
      ["1", "102", "1. 2. 2026", "7", "EUR"],
      ["2", "200", "1. 1. 2026", "1", "CZK"],
    ]);
    const claimLines = [
      {
        code: "import.claims",
        params: { count: 3, czkMinor: 35_050, eurMinor: 700, importId: claims },
      },
      { code: "import.claims", params: { count: 1, czkMinor: 100, eurMinor: 0, importId: claims } },
    ];
    expect(await linesOf(ctx)).toEqual(claimLines);
    // The import counts what the workbook brought, not what it told of it.
    expect(await importOf(ctx, claims)).toMatchObject({
      totals: { result: { claims: 4, events: 0 } },
    });
    const payments = await importing.all("payments", [
      ["RefNo", "VS", "Částka", "Datum"],
      ["1", "100", "50", "1. 3. 2026"],
    ]);
    const paymentLine = {
      code: "import.payments",
      params: { count: 1, czkMinor: 5_000, eurMinor: 0, importId: payments },
    };
    expect(await linesOf(ctx)).toEqual([...claimLines, paymentLine]);
    await importing.undo(payments);
    expect(await linesOf(ctx)).toEqual(claimLines);
    await importing.undo(claims);
    expect(await linesOf(ctx)).toEqual([]);
    await importing.undo(cases);
    expect(await importOf(ctx, cases)).toMatchObject({ state: "undone" });
  });
});

describe("bulk update without a category", () => {
  const FINDINGS = "select row_no, code from import_findings where severity = 'error'";
  const MIXED = [
    HEAD,
    ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák"],
    ["2", "Dražba", null, null, "Eva Malá"],
    ["3", "Úvěr", null, null, "Petr Malý"],
  ];

  it("each case's own category says what a column is", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", MIXED);
    await importing.all("case-data", [
      ["RefNo", "Číslo smlouvy", "Druh dražby", "Požadovaná částka", "Barva"],
      ["1", "S-1", null, null, "modrá"],
      ["2", "S-2", "Exekuční", null, null],
      ["3", null, "Exekuční", "12 500,50", null],
    ]);
    const cases = await rowsOf(ctx, "cases");
    const dataOf = Object.fromEntries(
      cases.map(({ ref_no, fields, extra_fields }) => [ref_no, [fields, extra_fields]]),
    );
    expect(dataOf).toEqual({
      1: [{ contractNo: "S-1" }, [["Barva", "modrá"]]],
      // A contract number is no field of an auction, nor a kind of auction one of a loan.
      2: [{ auctionKind: "enforcement" }, [["Číslo smlouvy", "S-2"]]],
      3: [{ requestedMinor: 1_250_050 }, [["Druh dražby", "Exekuční"]]],
    });
  });

  it("neither writes nor overwrites what only a verb of its own may", async () => {
    const { ctx, importing } = await scene();
    const head = ["RefNo", "Kategorie", "Vztah", "CeleJmeno", "Předmět", "Druh požadavku"];
    await importing.all("cases", [head, ["1", "Požadavek", "Klient", "Jan Novák", "A", "Platba"]]);
    const kindOf = async () => (await rowsOf(ctx, "cases"))[0].fields;
    const wins = { existing: "overwrite", category: "request" } as const;
    const sheet = (kind: string) => [
      ["RefNo", "Předmět", "Druh požadavku"],
      ["1", kind, kind],
    ];
    await importing.all("case-data", sheet("Výmaz osobních údajů"), wins);
    expect(await kindOf()).toEqual({ subject: "Výmaz osobních údajů", requestKind: "payment" });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update cases set fields = fields || '{"requestKind": "erasure"}'`;
    });
    const last = await importing.all("case-data", sheet("Jiné"), wins);
    expect(await kindOf()).toEqual({ subject: "Jiné", requestKind: "erasure" });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update cases set fields = fields || '{"requestKind": "dispute"}'`;
    });
    await importing.undo(last);
    expect(await kindOf()).toMatchObject({ requestKind: "dispute" });
    const { importId } = await importing.upload("cases", [
      head,
      ["2", "Požadavek", "Klient", "Eva Malá", "B", "Výmaz osobních údajů"],
    ]);
    await importing.check(importId);
    const found = await reading(ctx, ({ sql }) => sql.unsafe(`${FINDINGS} order by row_no`));
    expect([...found]).toMatchObject([{ code: "workflow.choice_of_verb" }]);
  });

  it("a mapping remembered as free data does not hide the field", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", MIXED);
    const sheet = [
      ["RefNo", "Druh dražby"],
      ["2", "Exekuční"],
    ];
    const { importId } = await importing.upload("case-data", sheet);
    await importing.remap(importId, (columns) =>
      columns.map((each) =>
        each.column === 1 ? { ...each, target: { to: "extra", name: each.header } } : each,
      ),
    );
    await importing.check(importId);
    await importing.publish(importId);
    const auction = (await rowsOf(ctx, "cases")).find(({ ref_no }) => ref_no === "2");
    expect(auction).toMatchObject({ fields: { auctionKind: "enforcement" }, extra_fields: [] });
  });

  it("a value that does not fit the field is a finding", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", MIXED);
    const { importId } = await importing.upload("case-data", [
      ["RefNo", "Druh dražby", "Doba splácení"],
      ["1", "Exekuční", null],
      ["2", "Včelařská", null],
      ["3", null, "999"],
    ]);
    await importing.check(importId);
    const found = await reading(ctx, ({ sql }) => sql.unsafe(`${FINDINGS} order by row_no`));
    expect([...found]).toEqual([
      { row_no: 3, code: "imports.unknown_value" },
      expect.objectContaining({ row_no: 4 }),
    ]);
  });
});

describe("columns", () => {
  it("the group is named by code and description", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", CASES, { groupCode: "ALFA", groupDescription: "Alfa, a.s." });
    const [group] = await rowsOf(ctx, "case_groups");
    expect(group).toMatchObject({ code: "ALFA", description: "Alfa, a.s." });
    const cases = await rowsOf(ctx, "cases");
    expect(cases.map(({ group_id }) => group_id)).toEqual([group?.id, group?.id]);
  });

  it("one value on all rows is an ordinary column", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", [
      [...HEAD, "Pobočka"],
      ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák", "Brno"],
      ["2", "Inkaso", "MimoSoud", "Povinný", "Eva Malá", "Brno"],
    ]);
    const cases = await rowsOf(ctx, "cases");
    expect(cases.map(({ extra_fields }) => extra_fields)).toEqual([
      [["Pobočka", "Brno"]],
      [["Pobočka", "Brno"]],
    ]);
  });

  it("other columns of a claim are ignored", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", CASES);
    const claims = await importing.all("claims", [
      ["RefNo", "VS", "Splatnost", "Částka", "Barva obálky"],
      ["1", "100", "1. 1. 2026", "250,50", "modrá"],
    ]);
    expect(await importOf(ctx, claims)).toMatchObject({ state: "published", error_rows: 0 });
    expect(await rowsOf(ctx, "claims")).toMatchObject([{ principal_minor: 25_050 }]);
    expect(JSON.stringify(await rowsOf(ctx, "cases"))).not.toContain("modrá");
  });
});

describe("bad rows", () => {
  const BAD = [
    HEAD,
    ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák"],
    ["nesmysl", "Inkaso", "MimoSoud", "Povinný", "Eva Malá"],
    ["3", "Inkaso", "Neznámý stav", "Povinný", "Petr Malý"],
  ];

  it("all or nothing keeps everything out and names each fault", async () => {
    const { ctx, importing } = await scene();
    const { importId } = await importing.upload("cases", BAD);
    await importing.check(importId);
    const findings = await reading(ctx, ({ sql }) =>
      sql`select row_no, column_name, code from import_findings
           where import_id = ${importId} and severity = 'error' order by row_no`.then((r) => [
        ...r,
      ]),
    );
    expect(findings.map(({ row_no, column_name }) => [row_no, column_name])).toEqual([
      [3, "RefNo"],
      [4, "Stav"],
    ]);
    await expect(importing.publish(importId)).rejects.toMatchObject({ name: "DomainError" });
    expect(await rowsOf(ctx, "cases")).toEqual([]);
  });

  it("good rows only lets the rest in", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", BAD, { mode: "good" });
    expect((await rowsOf(ctx, "cases")).map(({ ref_no }) => ref_no)).toEqual(["1"]);
  });

  it("is refused to those who may not import", async () => {
    const { tenant } = await scene();
    const worker = await tenant.operator("operator");
    await expect(importer(tenant, worker).all("cases", CASES)).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
