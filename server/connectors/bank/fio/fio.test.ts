import { describe, expect, test } from "vitest";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, refusalOf } from "../testing/read";
import { transactionJson, writeFio } from "../testing/write-fio";
import { MOVEMENT, STATEMENT, statementArbitrary, type WrittenStatement } from "../testing/written";
import { jsonMinor } from "./fio-values";

const statement = (change: Partial<WrittenStatement>) => ({ ...STATEMENT, ...change });
const withColumns = (columns: Record<number, string>) => writeFio(STATEMENT, { columns });

/** An answer with one text in place of another. */
const replaced = (from: string | RegExp, to: string) =>
  Buffer.from(Buffer.from(writeFio(STATEMENT)).toString().replace(from, to));

describe("an answer of the API", () => {
  test("is read field by field", async () => {
    const { head, movements, end } = await readStatement(writeFio(STATEMENT));
    expect(head).toEqual({
      format: "fio",
      encoding: "utf-8",
      account: "2600000003/2010",
      currency: "CZK",
      number: "7",
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(movements).toEqual([
      {
        bookedOn: "2026-07-14",
        valueOn: null,
        amountMinor: 123_450,
        currency: "CZK",
        kind: "payment",
        bankId: "26600000001",
        counterAccount: "19-2000145399/0800",
        counterName: "Žofie Šťastná",
        variableSymbol: "2600000017",
        specificSymbol: "77",
        constantSymbol: "308",
        message: "splátka dluhu",
        instructionId: "7963750704",
        line: 1,
        raw: transactionJson(MOVEMENT, STATEMENT),
      },
    ]);
    expect(end).toEqual({
      closedOn: "2026-07-31",
      closingMinor: 1_123_450,
      debitMinor: 0,
      creditMinor: 123_450,
      movementCount: 1,
      findings: [],
    });
  });

  test.each([
    ["a list that is null", '"transactionList":null'],
    ["an empty list", '"transactionList":{"transaction":[]}'],
    ["a list inside that is null", '"transactionList":{"transaction":null}'],
  ])("without movements: %s", async (_, list) => {
    const bytes = replaced(/"transactionList":.*\]\}/, list);
    const { movements, end } = await readStatement(bytes);
    expect(movements).toEqual([]);
    expect(end.movementCount).toBe(0);
  });

  test("a reversal under the instruction of its payment is a movement of its own", async () => {
    const back = { ...MOVEMENT, bankId: "26600000002", amountMinor: -MOVEMENT.amountMinor };
    const { movements } = await readStatement(writeFio(statement({ movements: [MOVEMENT, back] })));
    expect(
      movements.map(({ bankId, instructionId, amountMinor }) => [
        bankId,
        instructionId,
        amountMinor,
      ]),
    ).toEqual([
      ["26600000001", "7963750704", 123_450],
      ["26600000002", "7963750704", -123_450],
    ]);
  });

  test("of another balance says by how much", async () => {
    const bytes = replaced('"closingBalance":11234.50', '"closingBalance":11234.51');
    expect((await readStatement(bytes)).end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_451, countedMinor: 1_123_450, differenceMinor: 1 },
      },
    ]);
  });

  test("may have members that we do not know, of any kind", async () => {
    const odd = '"news":{"a":[1,{"b":"]}\\""},[]],"c":null},"ok":true,';
    for (const [from, to] of [
      ['{"accountStatement"', `{${odd}"accountStatement"`],
      ['"info"', `${odd}"info"`],
      ['"transaction":', `${odd}"transaction":`],
      ['{"column22"', `{${odd}"column22"`],
      ['"name"', `${odd}"name"`],
    ] as const) {
      expect((await readStatement(replaced(from, to))).movements).toHaveLength(1);
    }
  });
});

describe("a day", () => {
  test.each([
    ['"2026-03-29+0100"', "2026-03-29"],
    ['"2026-03-30+0200"', "2026-03-30"],
    ['"2026-07-14+02:00"', "2026-07-14"],
    ['"2026-07-14"', "2026-07-14"],
    // Midnight in Prague, as the oldest answers have it.
    ["1343340000000", "2012-07-27"],
    ["1325372400000", "2012-01-01"],
    ['"1900-01-01"', "1900-01-01"],
  ])("%s is %s", async (value, day) => {
    const { movements } = await readStatement(withColumns({ 0: value }));
    expect(movements[0]?.bookedOn).toBe(day);
  });

  test.each(['"2999-12-31+0100"', '"1899-12-31"', '"2026-02-30"', '"14.7.2026"', "1e99", "null"])(
    "%s is refused",
    async (value) => {
      expect(await refusalOf(withColumns({ 0: value }))).toMatchObject({ reason: "bad_date" });
    },
  );
});

describe("an amount", () => {
  test.each([
    ["1.39", 139],
    ["-0.20", -20],
    ["500", 50_000],
    ["0.00", 0],
    ["1.0E7", 1_000_000_000],
    ["-1.23456E3", -123_456],
    ["5e-2", 5],
    ["5e-1", 50],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
    ["1e300", "amount_too_large"],
    ["5e-3", "bad_amount"],
    ["0.105", "bad_amount"],
  ])("%s", (text, minor) => {
    expect(jsonMinor(text)).toBe(minor);
  });

  test("of more than exact numbers hold is refused", async () => {
    expect(await refusalOf(withColumns({ 1: "900719925474099.3" }))).toMatchObject({
      reason: "amount_too_large",
    });
    expect(await refusalOf(withColumns({ 1: "null" }))).toMatchObject({ reason: "bad_amount" });
  });
});

describe("what people wrote", () => {
  test("VS 0 is none, a symbol may stand in the payer's reference", async () => {
    const none = await readStatement(withColumns({ 5: '"0"', 6: '""', 4: "null" }));
    expect(none.movements[0]).toMatchObject({
      variableSymbol: null,
      specificSymbol: null,
      constantSymbol: null,
    });
    const reference = { 5: "null", 6: "null", 4: "null", 27: '"/VS0015501234/SS/KS0308"' };
    expect((await readStatement(withColumns(reference))).movements[0]).toMatchObject({
      variableSymbol: "15501234",
      specificSymbol: null,
      constantSymbol: "308",
    });
  });

  test("is joined, each thing once", async () => {
    const columns = { 16: '"nájem"', 7: '"Žofie Šťastná"', 25: '"nájem"' };
    expect((await readStatement(withColumns(columns))).movements[0]?.message).toBe("nájem");
    const others = { 16: "null", 7: '"POKLADNA 5"', 25: '" oprava "' };
    expect((await readStatement(withColumns(others))).movements[0]?.message).toBe(
      "POKLADNA 5 oprava",
    );
  });

  test("keeps its escapes and its accents", async () => {
    const columns = { 16: '"\\u017eluť \\"A\\"\\n\\/ \\\\ 😀"' };
    expect((await readStatement(withColumns(columns))).movements[0]?.message).toBe(
      'žluť "A"\n/ \\ 😀',
    );
  });

  test("a foreign account is its IBAN", async () => {
    const columns = { 2: '"SK5911000000002610001237"', 3: "null", 26: '"TATRSKBX"' };
    const { movements } = await readStatement(withColumns(columns));
    expect(movements[0]?.counterAccount).toBe("SK5911000000002610001237");
  });
});

describe("what cannot be read is refused by its place", () => {
  test.each<[string, string | RegExp, string, string]>([
    ["cut in a movement", /"column10".*$/, "", "truncated_file"],
    ["cut behind the list", /\]\}\}\}$/, "]}", "truncated_file"],
    ["more behind it", /$/, "{}", "bad_json"],
    ["a comma too many", '"transaction":[', '"transaction":[,', "bad_json"],
    ["a colon too few", '"value":26600000001', '"value" 26600000001', "bad_json"],
    ["a word that is none", '"value":26600000001', '"value":nil', "bad_json"],
    ["a bad number", '"value":26600000001', '"value":+1', "bad_json"],
    ["a bad escape", "dluhu", "\\x", "bad_json"],
    ["a line break in a text", "dluhu", "\n", "bad_json"],
    ["an object in place of a value", '"value":26600000001', '"value":{}', "bad_json"],
    ["a list in place of a movement", '"transaction":[', '"transaction":[[],', "bad_json"],
    ["an end in place of a value", '"name":"Sloupec 22"', '"name":]', "bad_json"],
    ["no currency", '"currency":"CZK"', '"currency":"Kč"', "bad_currency"],
    ["no account", '"accountId":"2600000003"', '"accountId":""', "bad_account"],
    ["movements before the head", '"info"', '"transactionList":{},"info"', "missing_field"],
    ["no head", /"info":\{[^}]*\},/, "", "missing_field"],
    ["no head and no movements", /\{"info".*/, "{}}", "missing_field"],
  ])("%s", async (_, from, to, reason) => {
    expect(await refusalOf(replaced(from, to))).toMatchObject({ reason });
  });

  test("the place is right in spaced files, too", async () => {
    const bytes = Buffer.from(writeFio(STATEMENT, { space: "\n  " })).toString();
    const spoilt = bytes.replace("26600000001", "x");
    const at = spoilt.slice(0, spoilt.indexOf(" x,") + 1).split("\n");
    expect(await refusalOf(Buffer.from(spoilt))).toMatchObject({
      reason: "bad_json",
      line: at.length,
      column: 3,
      value: expect.stringMatching(/^x,/),
    });
  });

  test("bytes that are no UTF-8", async () => {
    const bytes = Buffer.from(Buffer.from(writeFio(STATEMENT)).toString("latin1"), "latin1");
    bytes[bytes.indexOf("ofie") - 1] = 0xe8;
    expect(await refusalOf(bytes)).toMatchObject({ reason: "bad_encoding" });
  });
});

describe("properties", () => {
  test("what is written is read", async () => {
    await expectRoundTrip({
      arbitrary: statementArbitrary.map((each) => [each]),
      write: ([each]) => writeFio(each ?? STATEMENT, { space: " " }),
      carries: ({ valueOn, ...carried }) => ({
        ...carried,
        message: carried.message === carried.counterName ? null : carried.message,
      }),
    });
  });

  const sample = writeFio(statement({ movements: [MOVEMENT, MOVEMENT] }), { space: "\r\n " });

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(sample);
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(sample);
  });
});
