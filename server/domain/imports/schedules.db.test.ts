import { expect, it } from "vitest";
import { type Context, reading } from "../context";
import { schedulesOfCase } from "../instalments";
import { openDesk } from "../testing";
import { importer } from "./testing/workbooks";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const importing = importer(tenant, ctx);
  await importing.all("cases", [
    ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno"],
    ["1", "Inkaso", "MimoSoud", "Povinný", "Jan Novák"],
    ["2", "Inkaso", "MimoSoud", "Povinný", "Eva Malá"],
  ]);
  await importing.all("claims", [
    ["RefNo", "VS", "Splatnost", "Částka", "Měna"],
    ["1", "100", "1. 1. 2026", "1 000", "CZK"],
    ["2", "200", "1. 1. 2026", "500", "CZK"],
  ]);
  const rows = () =>
    reading(ctx, ({ sql }) =>
      sql<Row[]>`
        select c.ref_no as "refNo", s.claim_id is not null as "hasClaim", s.rhythm,
               s.variable_symbol as vs, s.total_minor as total,
               (select array_agg(i.due_on || ' ' || i.amount_minor order by i.position)
                  from instalments i where i.schedule_id = s.id) as parts
          from instalment_schedules s join cases c on c.id = s.case_id
         where s.voided_at is null order by s.id`.then((all) => [...all]),
    );
  return { tenant, ctx, importing, rows };
}

interface Row {
  refNo: string;
  hasClaim: boolean;
  rhythm: string | null;
  vs: string | null;
  total: number;
  parts: string[];
}

const findings = (ctx: Context, importId: number) =>
  reading(ctx, ({ sql }) =>
    sql`select row_no as "rowNo", code from import_findings
         where import_id = ${importId} and severity = 'error' order by 1, 2`.then((all) =>
      all.map(({ rowNo, code }) => `${rowNo} ${code}`),
    ),
  );

const PLANS = [
  ["RefNo", "VS", "První splátka", "Splátka", "Počet splátek", "Jak často", "Celkem"],
  ["1", null, "31. 1. 2027", null, 3, "měsíčně", null],
  [null, "200", "1. 2. 2027", "200", null, "týdně", null],
  ["2", "999", "1. 3. 2027", "100", 2, null, null],
  ["2", null, "1. 4. 2027", "400", null, "čtvrtletně", "1 000"],
];

it("a workbook brings schedules by amount or count; the same file twice brings nothing twice", async () => {
  const { ctx, importing, rows } = await scene();
  const importId = await importing.all("schedules", PLANS);
  const expected = [
    {
      ...{ refNo: "1", hasClaim: false, rhythm: "monthly", vs: null, total: 100_000 },
      parts: ["2027-01-31 33333", "2027-02-28 33333", "2027-03-31 33334"],
    },
    {
      ...{ refNo: "2", hasClaim: true, rhythm: "weekly", vs: null, total: 50_000 },
      parts: ["2027-02-01 20000", "2027-02-08 20000", "2027-02-15 10000"],
    },
    {
      ...{ refNo: "2", hasClaim: false, rhythm: "monthly", vs: "999", total: 20_000 },
      parts: ["2027-03-01 10000", "2027-04-01 10000"],
    },
    {
      ...{ refNo: "2", hasClaim: false, rhythm: "quarterly", vs: null, total: 100_000 },
      parts: ["2027-04-01 40000", "2027-07-01 40000", "2027-10-01 20000"],
    },
  ];
  expect(await rows()).toEqual(expected);
  await importing.all("schedules", PLANS);
  expect(await rows()).toEqual(expected);
  // Taken back, nothing of it shows, and the same file may come again.
  await importing.undo(importId);
  expect(await rows()).toEqual([]);
  const [first] = await reading(ctx, ({ sql }) =>
    sql<{ id: number }[]>`select id from cases where ref_no = '1'`.then((all) => [...all]),
  );
  expect((await schedulesOfCase(ctx, { caseId: first?.id ?? 0 })).schedules).toEqual([]);
  await importing.all("schedules", PLANS);
  expect(await rows()).toEqual(expected);
});

it("rows of one instalment each become one schedule of the case", async () => {
  const { importing, rows } = await scene();
  await importing.all("schedules", [
    ["RefNo", "Splatnost", "Částka"],
    ["1", "1. 3. 2027", "300"],
    ["1", "1. 2. 2027", "200"],
    ["2", "1. 2. 2027", "50"],
  ]);
  expect(await rows()).toMatchObject([
    { refNo: "1", rhythm: null, total: 50_000, parts: ["2027-02-01 20000", "2027-03-01 30000"] },
    { refNo: "2", rhythm: null, total: 5_000, parts: ["2027-02-01 5000"] },
  ]);
});

it("says of each bad row why; good rows come alone or not at all, as one chooses", async () => {
  const { ctx, importing, rows } = await scene();
  const sheet = [
    ["RefNo", "VS", "První splátka", "Splátka", "Počet splátek", "Jak často"],
    ["1", null, "31. 1. 2027", "500", null, "měsíčně"],
    ["77", null, "31. 1. 2027", "500", null, "měsíčně"],
    [null, "12345", "31. 1. 2027", "500", null, "měsíčně"],
    ["2", null, "31. 1. 2027", "0,01", null, "měsíčně"],
    ["2", null, "31. 1. 2027", null, "mnoho", "měsíčně"],
    ["2", null, "31. 1. 2027", "500", null, "občas"],
  ];
  const { importId } = await importing.upload("schedules", sheet, { mode: "good" });
  await importing.check(importId);
  expect(await findings(ctx, importId)).toEqual([
    "3 imports.unknown_ref_no",
    "4 imports.symbol_unknown",
    "5 instalments.too_many",
    "6 imports.not_a_count",
    "7 imports.unknown_value",
  ]);
  await importing.publish(importId);
  expect(await rows()).toMatchObject([{ refNo: "1", total: 100_000 }]);
});
