import { describe, expect, test } from "vitest";
import { detectStatement } from "../detect";
import { CSV_LAYOUTS, type CsvLayout } from "../testing/csv-layouts";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import { bankOfLayout, csvBytes, csvRows, writeCsv } from "../testing/write-csv";
import {
  MOVEMENT,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";
import { splitRecord } from "./records";

const OUT: WrittenMovement = { ...MOVEMENT, amountMinor: -240_000 };

/** A statement of an account in the bank of a layout. */
const of = (layout: CsvLayout, change: Partial<WrittenStatement> = {}): WrittenStatement => ({
  ...STATEMENT,
  account: `2600000003/${bankOfLayout(layout)}`,
  ...change,
});

type Change = string | ((found: string) => string);

/** An export with one text in place of another. */
function replaced(layout: CsvLayout, from: string | RegExp, to: Change): Buffer {
  const text = Buffer.from(writeCsv(of(layout), { layout })).toString();
  return Buffer.from(text.replace(from, typeof to === "string" ? () => to : to));
}

const WITH_BALANCES: readonly CsvLayout[] = ["fio", "fio-internet", "kb-plus", "kb"];

describe.each(CSV_LAYOUTS)("the export of %s", (layout) => {
  test("is known by its header and read field by field", async () => {
    const bytes = writeCsv(of(layout), { layout });
    expect(detectStatement(bytes)).toMatchObject({ format: "csv", delimiter: ";" });
    const { head, movements, end } = await readStatement(bytes);
    expect(head).toMatchObject({
      format: "csv",
      account: `2600000003/${bankOfLayout(layout)}`,
      currency: "CZK",
    });
    const isFio = layout.startsWith("fio");
    expect(movements).toEqual([
      {
        ...MOVEMENT,
        valueOn: null,
        currency: "CZK",
        // Other ids are not known to be unique.
        bankId: isFio ? "26600000001" : null,
        instructionId: isFio ? "7963750704" : null,
        line: csvRows([of(layout)], { layout }).length,
        raw: expect.stringContaining("splátka dluhu"),
      },
    ]);
    const isStated = WITH_BALANCES.includes(layout);
    expect(end).toMatchObject({
      closingMinor: isStated ? 1_123_450 : null,
      creditMinor: 123_450,
      movementCount: 1,
    });
  });

  test("is the same in every encoding, delimiter and line end", async () => {
    const movements = [MOVEMENT, OUT];
    const usual = await readStatement(writeCsv(of(layout, { movements }), { layout }));
    const others = [
      { bom: true },
      { encoding: "windows-1250" },
      { delimiter: "," },
      { delimiter: "\t", lineEnd: "\n" },
    ] as const;
    for (const habits of others) {
      const bytes = writeCsv(of(layout, { movements }), { layout, ...habits });
      const read = await readStatement(bytes);
      const withoutRaw = (movement: object) => ({ ...movement, raw: "" });
      expect(read.movements.map(withoutRaw)).toEqual(usual.movements.map(withoutRaw));
    }
  });

  test("what is written is read", async () => {
    await expectRoundTrip({
      arbitrary: statementArbitrary.map((each) => [
        // Only some exports name the currency.
        { ...of(layout), ...each, account: of(layout).account, currency: "CZK" },
      ]),
      write: ([each]) => writeCsv(each ?? of(layout), { layout }),
      carries: ({ valueOn, bankId, instructionId, ...carried }) => ({
        ...carried,
        message:
          carried.message === null || carried.message === carried.counterName
            ? "Platba"
            : carried.message,
      }),
      options: () => ({ ownAccounts: [of(layout).account] }),
    });
  });

  test("without movements is a statement where the account is named", async () => {
    const bytes = writeCsv(of(layout, { movements: [] }), { layout });
    const ownAccounts = [of(layout).account];
    const { movements, head } = await readStatement(bytes, { ownAccounts });
    expect(movements).toEqual([]);
    expect(head.account).toBe(of(layout).account);
  });
});

describe("above the header", () => {
  test("stand account, period, balances, number", async () => {
    const read = await readStatement(writeCsv(of("fio-internet"), { layout: "fio-internet" }));
    expect(read.head).toMatchObject({
      account: "2600000003/2010",
      number: "7",
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(read.end).toMatchObject({
      closedOn: "2026-07-31",
      closingMinor: 1_123_450,
      findings: [],
    });
  });

  test("what does not add up is found", async () => {
    const bytes = replaced("kb-plus", "11234,50", "11234,51")
      .toString()
      .replace("polozek;1", "polozek;2");
    expect((await readStatement(Buffer.from(bytes))).end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_451, countedMinor: 1_123_450, differenceMinor: 1 },
      },
      { code: "bank.count_differs", params: { stated: 2, counted: 1 } },
    ]);
  });

  test("of a list of currencies the first named counts", async () => {
    const { head } = await readStatement(
      writeCsv(of("kb-plus", { currency: "EUR", movements: [] }), { layout: "kb-plus" }),
    );
    expect(head.currency).toBe("EUR");
  });

  test("no account is named: the only own one of the bank is meant, or none", async () => {
    const bytes = replaced("kb", /"Číslo účtu".*/, "");
    expect(await refusalOf(bytes)).toMatchObject({ reason: "missing_field" });
    const ownAccounts = ["19-2000145399/0800", "2600000003/0100"];
    expect((await readStatement(bytes, { ownAccounts })).head.account).toBe("2600000003/0100");
    const two = [...ownAccounts, "123456789/0100"];
    expect(await refusalOf(bytes, { ownAccounts: two })).toMatchObject({ reason: "missing_field" });
  });

  test("no currency is named: crowns are assumed, and said to be", async () => {
    const { head, end } = await readStatement(writeCsv(of("kb"), { layout: "kb" }));
    expect(head.currency).toBe("CZK");
    expect(end.findings).toEqual([{ code: "bank.currency_assumed", params: { currency: "CZK" } }]);
  });
});

describe("rows", () => {
  test("of several accounts in turn are a statement each", async () => {
    const layout = "raiffeisen";
    const other = of(layout, { account: "123456789/5500", movements: [OUT, MOVEMENT] });
    const [header = [], ...rows] = csvRows([of(layout), other], { layout });
    const mixed = [header, ...[1, 0, 2].map((at) => rows[at] ?? [])];
    const read = await readStatements(csvBytes(mixed, { layout }));
    expect(read.map(({ head, movements }) => [head.account, movements.length])).toEqual([
      ["123456789/5500", 2],
      ["2600000003/5500", 1],
    ]);
    expect(read[0]?.movements.map(({ line }) => line)).toEqual([2, 4]);
  });

  test("that are equal both count", async () => {
    const movements = [MOVEMENT, MOVEMENT];
    const read = await readStatement(writeCsv(of("csob", { movements }), { layout: "csob" }));
    expect(read.movements.map(({ line }) => line)).toEqual([4, 5]);
  });

  test("blank or below the table are none", async () => {
    const rows = [
      ...csvRows([of("csob")], { layout: "csob" }),
      [],
      ["", ""],
      ["Celkem", "", "", ""],
    ];
    expect((await readStatement(csvBytes(rows, { layout: "csob" }))).movements).toHaveLength(1);
  });

  test("keep a text over several lines, with quotes and delimiters", async () => {
    const movements = [{ ...MOVEMENT, message: 'nájem; "byt"\r\nza červen' }];
    const { movements: read } = await readStatement(
      writeCsv(of("fio", { movements }), { layout: "fio" }),
    );
    expect(read[0]?.message).toBe('nájem; "byt" za červen');
    expect(read[0]?.raw).toContain('nájem; ""byt""\nza červen');
  });

  test("stand under names however they are written", async () => {
    const loud = replaced("csob", /číslo účtu;.*/, (header) =>
      header
        .toUpperCase()
        .split(";")
        .map((name) => ` #${name.replace(" ", "\u00a0 ")} `)
        .join(";"),
    );
    expect((await readStatement(loud)).movements[0]).toMatchObject({
      variableSymbol: "2600000017",
    });
  });

  test("the second of two columns of one name is not taken for the first", async () => {
    const twice = replaced("raiffeisen", "Původní částka a měna", "Zaúčtovaná částka");
    expect((await readStatement(twice)).movements[0]?.amountMinor).toBe(123_450);
  });

  test.each([
    ["04.09.2026", "2026-09-04"],
    ["4. 9. 2026", "2026-09-04"],
    ["04.09.2026 07:08", "2026-09-04"],
    ["04/09/2026", "2026-09-04"],
    ["04-09-2026", "2026-09-04"],
    ["2026-09-04", "2026-09-04"],
    ["1.1.1900", "1900-01-01"],
  ])("of the day %s", async (written, day) => {
    const { movements } = await readStatement(replaced("csob", "14.07.2026", written));
    expect(movements[0]?.bookedOn).toBe(day);
  });

  test.each([
    ["1 234,50", 123_450],
    ["1\u00a0234,50 Kč", 123_450],
    ["−500,00", -50_000],
    ["-123,7", -12_370],
    ["+3379,00", 337_900],
    ["0", 0],
  ])("of the amount %s", async (written, minor) => {
    const { movements } = await readStatement(replaced("csob", "1234,50", written));
    expect(movements[0]?.amountMinor).toBe(minor);
  });
});

describe("what cannot be read is refused by line and column of the table", () => {
  test.each<[string, string | RegExp, string, string, number, number]>([
    ["no day", "14.07.2026", "", "bad_date", 4, 2],
    ["a day that is none", "14.07.2026", "31.06.2026", "bad_date", 4, 2],
    ["the year 2999", "14.07.2026", "1.1.2999", "bad_date", 4, 2],
    ["no amount", "1234,50", "", "bad_amount", 4, 3],
    ["an amount of letters", "1234,50", "dvě", "bad_amount", 4, 3],
    ["an amount that may be two", "1234,50", "1.234", "ambiguous_amount", 4, 3],
    ["too much", "1234,50", "99999999999999999", "amount_too_large", 4, 3],
    ["a strange currency", ";CZK;", ";koruny;", "bad_currency", 4, 4],
  ])("%s", async (_, from, to, reason, line, column) => {
    expect(await refusalOf(replaced("csob", from, to))).toMatchObject({ reason, line, column });
  });

  test("above the table, too", async () => {
    expect(await refusalOf(replaced("kb-plus", /Vypis od;[\d.]*/, "Vypis od;kdysi"))).toMatchObject(
      {
        reason: "bad_date",
        line: 7,
        column: 2,
      },
    );
    expect(await refusalOf(replaced("kb-plus", "10000,00", "mnoho"))).toMatchObject({
      reason: "bad_amount",
    });
  });

  test("a quote that nobody closed", async () => {
    expect(await refusalOf(replaced("fio", '"7963750704"', '"7963750704'))).toMatchObject({
      reason: "unclosed_quote",
      line: 10,
    });
  });

  test("a table of nobody's, a header too far down", async () => {
    expect(await refusalOf(Buffer.from("Datum;Castka\n1.1.2026;5"))).toMatchObject({
      reason: "unknown_format",
    });
    const far = Buffer.concat([
      Buffer.from("x\n".repeat(60)),
      writeCsv(of("csob"), { layout: "csob" }),
    ]);
    expect(await refusalOf(far)).toMatchObject({ reason: "unknown_format" });
  });
});

describe("splitRecord", () => {
  test.each<[string, string[] | null]>([
    ["a;b;;c", ["a", "b", "", "c"]],
    ["", [""]],
    ['"a;1";"b ""x""";', ["a;1", 'b "x"', ""]],
    ['a"b;c', ['a"b', "c"]],
    ['"a"b;c', ["ab", "c"]],
    ['"";""', ["", ""]],
    ['"a', null],
    ['"a""', null],
    ['x;"a;b', null],
  ])("%j", (text, fields) => {
    expect(splitRecord(text, ";")).toEqual(fields);
  });
});

describe("properties", () => {
  const layout = "fio-internet";
  const movements = [MOVEMENT, { ...OUT, message: 'a;"b"\nc' }, MOVEMENT];

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(writeCsv(of(layout, { movements }), { layout, bom: true }));
    await expectSameInAnyPieces(
      writeCsv(of("csob", { movements }), { layout: "csob", encoding: "windows-1250" }),
    );
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(writeCsv(of(layout, { movements }), { layout }));
    await expectToSurviveSpoiling(writeCsv(of("kb-plus"), { layout: "kb-plus" }));
  });
});
