import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import { writeFinsta } from "../testing/write-finsta";
import { writeMt } from "../testing/write-mt";
import {
  MOVEMENT,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";

const statement = (change: Partial<WrittenStatement>) => ({ ...STATEMENT, ...change });
const OUT: WrittenMovement = { ...MOVEMENT, amountMinor: -50_000 };

const text = Buffer.from(writeFinsta([STATEMENT], { encoding: "utf-8" })).toString();
const replaced = (from: string | RegExp, to: string) => Buffer.from(text.replace(from, to));

describe("a statement", () => {
  test("is read field by field", async () => {
    const { head, movements, end } = await readStatement(writeFinsta([STATEMENT]));
    expect(head).toEqual({
      format: "finsta",
      encoding: "windows-1250",
      account: "2600000003/2010",
      currency: "CZK",
      number: "7",
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(movements).toEqual([
      {
        ...MOVEMENT,
        currency: "CZK",
        line: 1,
        raw: expect.stringMatching(/^<FINSTA05>[\s\S]*<\/FINSTA05>$/),
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

  test("compares balances, sums and counts", async () => {
    const spoilt = replaced("11234,50", "11234,49").toString().replace("1=1234,50", "2=1234,51");
    const { end } = await readStatement(Buffer.from(spoilt));
    expect(end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_449, countedMinor: 1_123_450, differenceMinor: -1 },
      },
      {
        code: "bank.turnover_differs",
        params: { side: "credit", statedMinor: 123_451, countedMinor: 123_450, differenceMinor: 1 },
      },
      { code: "bank.count_differs", params: { stated: 2, counted: 1 } },
    ]);
  });

  test("may have sums without counts, and none at all", async () => {
    const bare = replaced("1=1234,50", "1234,50");
    expect((await readStatement(bare)).end).toMatchObject({ creditMinor: 123_450, findings: [] });
    const none = replaced(/<SUMA_KREDIT>.*<\/SUMA_DEBIT>/s, "");
    expect((await readStatement(none)).end).toMatchObject({ creditMinor: 123_450, findings: [] });
  });

  test("below zero, several in a file, of no movements", async () => {
    const below = statement({ openingMinor: -5_000_000, movements: [] });
    const read = await readStatements(writeFinsta([below, STATEMENT]));
    expect(
      read.map(({ head, movements, end }) => [
        head.openingMinor,
        movements.length,
        end.closingMinor,
      ]),
    ).toEqual([
      [-5_000_000, 0, -5_000_000],
      [1_000_000, 1, 1_123_450],
    ]);
  });

  test("bears the references of the advice", async () => {
    const of = statement({ movements: [MOVEMENT, OUT, MOVEMENT] });
    const own = await readStatement(writeFinsta([of]));
    const advice = await readStatement(writeMt([of], { isAdvice: true, dialect: "csob" }));
    const known = ({ movements }: typeof own) =>
      movements.map(({ bankId, amountMinor, bookedOn }) => [bankId, amountMinor, bookedOn]);
    expect(known(own)).toEqual(known(advice));
  });
});

describe("a movement", () => {
  const first = async (from: string | RegExp, to: string) =>
    (await readStatement(replaced(from, to))).movements[0];

  test("taken back moves the money the other way", async () => {
    const movements: WrittenMovement[] = [
      { ...MOVEMENT, kind: "reversal" },
      { ...OUT, kind: "reversal" },
    ];
    const read = await readStatement(writeFinsta([statement({ movements })]));
    expect(read.movements).toMatchObject([
      { kind: "reversal", amountMinor: 123_450 },
      { kind: "reversal", amountMinor: -50_000 },
    ]);
    expect(read.end.findings).toEqual([]);
  });

  test("without a sign has that of its side", async () => {
    const out = Buffer.from(writeFinsta([statement({ movements: [OUT] })], { encoding: "utf-8" }));
    const { movements } = await readStatement(
      Buffer.from(out.toString().replace("-500,00", "500,00")),
    );
    expect(movements[0]?.amountMinor).toBe(-50_000);
  });

  test("has the symbols of the other side where ours are empty", async () => {
    const theirs = replaced(/<S86_VARSYMOUR>.*?</, "<S86_VARSYMOUR>0<")
      .toString()
      .replace("<S86_VARSYMPAR>", "<S86_VARSYMPAR>0042");
    expect((await readStatement(Buffer.from(theirs))).movements[0]?.variableSymbol).toBe("42");
    expect((await first("<S86_VARSYMPAR>", "<S86_VARSYMPAR>42"))?.variableSymbol).toBe(
      "2600000017",
    );
  });

  test("says what people wrote, else what it is", async () => {
    expect((await first("<PART_MSG_1>", "<PART_MSG_1>nájem"))?.message).toBe("splátka dluhu nájem");
    expect((await first("<PART_MSG_1>", "<PART_MSG_1>splátka dluhu"))?.message).toBe(
      "splátka dluhu",
    );
    expect((await first("splátka dluhu", "-"))?.message).toBe("Příchozí úhrada");
  });

  test("without a day of processing has its value day", async () => {
    expect(await first(/<DPROCD>.*<\/DPROCD>/, "")).toMatchObject({
      bookedOn: "2026-07-13",
      valueOn: "2026-07-13",
    });
  });
});

describe("what cannot be read is refused by its place", () => {
  test.each<[string, string | RegExp, string, string]>([
    ["a definition", "<FINSTA>", "<!DOCTYPE x><FINSTA>", "doctype"],
    ["the year 2999", "14.07.2026", "14.07.2999", "bad_date"],
    ["a day that is none", "30.06.2026", "31.06.2026", "bad_date"],
    ["no day at all", /<S61_DATUM>.*<\/DPROCD>/s, "", "missing_field"],
    ["an amount of letters", "+1234,50", "+1234x", "bad_amount"],
    ["no amount", "+1234,50", "", "bad_amount"],
    ["an amount that may be two", "+1234,50", "+1,234", "ambiguous_amount"],
    ["too much", "+1234,50", "+99999999999999999,00", "amount_too_large"],
    ["a sign against the side", "+1234,50", "-1234,50", "bad_posting_code"],
    ["an unknown side", "<S61_CD_INDIK>C", "<S61_CD_INDIK>X", "bad_posting_code"],
    ["no account", /<S25_CISLO_UCTU>.*<\/S25_CISLO_UCTU>/, "", "bad_account"],
    ["no currency", "<S60_MENA>CZK", "<S60_MENA>Kč", "bad_currency"],
    ["cut off", /<DPROCD>[\s\S]*$/, "", "truncated_file"],
  ])("%s", async (_, from, to, reason) => {
    expect(await refusalOf(replaced(from, to))).toMatchObject({ reason });
  });

  test("by line", async () => {
    const line = text.slice(0, text.indexOf("</FINSTA05>")).split("\n").length;
    expect(await refusalOf(replaced("14.07.2026", "x"))).toMatchObject({ line, value: "x" });
  });
});

describe("properties", () => {
  test.each(["windows-1250", "utf-8"] as const)("what is written is read: %s", async (encoding) => {
    await expectRoundTrip({
      arbitrary: fc.array(statementArbitrary, { minLength: 1, maxLength: 3 }),
      write: (statements) =>
        writeFinsta(statements, { encoding, indent: encoding === "utf-8" ? "" : "\r\n" }),
      carries: (movement) => ({ ...movement, message: movement.message ?? "Příchozí úhrada" }),
    });
  });

  const sample = writeFinsta([statement({ movements: [MOVEMENT, OUT] }), STATEMENT]);

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(sample);
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(sample);
  });
});
