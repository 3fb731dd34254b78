import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode } from "../testing/encode";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import { movementLine, statementLine, writeAbo } from "../testing/write-abo";
import {
  MOVEMENT,
  movementArbitrary,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";

const OUT: WrittenMovement = { ...MOVEMENT, amountMinor: -50_000, variableSymbol: "99" };
const statement = (change: Partial<WrittenStatement>) => ({ ...STATEMENT, ...change });

/** Digits of an account in the order in which KB's machines keep them. */
const internal = (digits: string) => {
  const order = [16, 14, 15, 12, 7, 8, 9, 10, 11, 13, 1, 2, 3, 4, 5, 6];
  return order.map((place) => digits[place - 1]).join("");
};

describe("a statement", () => {
  test("is read field by field", async () => {
    const bytes = writeAbo([statement({ movements: [MOVEMENT, OUT] })]);
    const read = await readStatement(bytes, { ownAccounts: ["2600000003/2010"] });
    expect(read.head).toEqual({
      format: "abo",
      encoding: "windows-1250",
      account: "2600000003/2010",
      currency: "CZK",
      number: "7",
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(read.movements[0]).toEqual({
      bookedOn: "2026-07-14",
      valueOn: "2026-07-13",
      amountMinor: 123_450,
      currency: "CZK",
      kind: "payment",
      bankId: null,
      counterAccount: "19-2000145399/0800",
      counterName: "Žofie Šťastná",
      variableSymbol: "2600000017",
      specificSymbol: "77",
      constantSymbol: "308",
      message: null,
      instructionId: null,
      line: 2,
      raw: movementLine(MOVEMENT, STATEMENT),
    });
    expect(read.movements[1]).toMatchObject({ amountMinor: -50_000, line: 3 });
    expect(read.end).toEqual({
      closedOn: "2026-07-31",
      closingMinor: 1_073_450,
      debitMinor: 50_000,
      creditMinor: 123_450,
      movementCount: 2,
      findings: [],
    });
  });

  test("follows another, of the same account or not, in one file", async () => {
    const bytes = writeAbo([
      statement({ number: "1", movements: [] }),
      statement({ number: "2" }),
      statement({ account: "19-2000145399/0800", movements: [OUT] }),
    ]);
    const read = await readStatements(bytes);
    expect(read.map(({ head }) => [head.account, head.number])).toEqual([
      ["2600000003", "1"],
      ["2600000003", "2"],
      ["19-2000145399", "7"],
    ]);
    expect(read.map(({ movements }) => movements.length)).toEqual([0, 1, 1]);
  });

  test("gives two equal movements of one day both", async () => {
    const { movements } = await readStatement(
      writeAbo([statement({ movements: [MOVEMENT, MOVEMENT] })]),
    );
    const [first, second] = movements;
    expect(movements).toHaveLength(2);
    expect({ ...first, line: 0 }).toEqual({ ...second, line: 0 });
    expect([first?.line, second?.line]).toEqual([2, 3]);
  });

  test("that does not add up says by how much and is read", async () => {
    const honest = statementLine(STATEMENT);
    const line = honest
      .replace("00000001123450+", "00000001123400+")
      .replace("000000001234500", "000000001234990");
    const bytes = encode(`${line}\r\n${movementLine(MOVEMENT, STATEMENT)}\r\n`, "windows-1250");
    const { end, movements } = await readStatement(bytes);
    expect(movements).toHaveLength(1);
    expect(end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_400, countedMinor: 1_123_450, differenceMinor: -50 },
      },
      {
        code: "bank.turnover_differs",
        params: {
          side: "credit",
          statedMinor: 123_499,
          countedMinor: 123_450,
          differenceMinor: 49,
        },
      },
    ]);
  });
});

describe("what banks do each their own way", () => {
  const filler = "FIO";

  test("4 takes back a debit at KB and a credit at Česká spořitelna", async () => {
    const back: WrittenMovement = { ...MOVEMENT, kind: "reversal" };
    const gone: WrittenMovement = { ...OUT, kind: "reversal" };
    const movements = [MOVEMENT, OUT, back, gone];
    const usual = writeAbo([statement({ account: "2600000003/0100", movements })]);
    const kb = await readStatement(usual, { ownAccounts: ["2600000003/0100"] });
    const codes = { debit: "1", credit: "2", debitReversal: "3", creditReversal: "4" };
    const written = writeAbo([statement({ account: "2600000003/0800", movements })], { codes });
    const cs = await readStatement(written, { ownAccounts: ["2600000003/0800"] });
    for (const read of [kb, cs]) {
      expect(read.movements.map(({ amountMinor, kind }) => [amountMinor, kind])).toEqual([
        [123_450, "payment"],
        [-50_000, "payment"],
        [123_450, "reversal"],
        [-50_000, "reversal"],
      ]);
    }
    const four = [3, 2].map((at, index) => (index === 0 ? cs : kb).movements[at]?.raw.charAt(60));
    expect(four).toEqual(["4", "4"]);
    // The same digit read with the other bank's table turns the money round.
    const mistaken = await readStatement(written, { ownAccounts: ["2600000003/0100"] }).catch(
      ({ code }) => code,
    );
    expect(mistaken).toBe("bank.bad_posting_code");
  });

  test("turnovers count reversals against their own side", async () => {
    const line = statementLine(STATEMENT).replace(
      /^(.{45}).{29}.(.{14}).(.{14})/,
      "$100000001000000+00000000926550+00000000073450000000000000000",
    );
    const back: WrittenMovement = { ...MOVEMENT, kind: "reversal", amountMinor: 50_000 };
    const out: WrittenMovement = { ...OUT, amountMinor: -123_450 };
    const lines = [line, movementLine(out, STATEMENT), movementLine(back, STATEMENT)];
    const { end } = await readStatement(encode(lines.join("\n"), "windows-1250"), {
      ownAccounts: ["2600000003/2010"],
    });
    expect(end).toMatchObject({ debitMinor: 73_450, creditMinor: 0, findings: [] });
  });

  test("a reversal of a bank that nobody names is remarked on", async () => {
    const back: WrittenMovement = { ...MOVEMENT, kind: "reversal" };
    const bytes = writeAbo([statement({ movements: [back] })]);
    const unknown = await readStatement(bytes);
    expect(unknown.end.findings).toContainEqual({ code: "bank.reversal_side_unsure" });
    const known = await readStatement(bytes, { ownAccounts: ["2600000003/2010"] });
    expect(known.end.findings).not.toContainEqual({ code: "bank.reversal_side_unsure" });
  });

  test.each([
    ["1101", "CZK", true],
    ["1102", "CZK", true],
    ["0826", "GBP", false],
    ["0978", "EUR", false],
    ["0999", "CZK", true],
    ["    ", "CZK", true],
  ])("positions 119-122 are %j: %s", async (item, currency, isAssumed) => {
    const bytes = writeAbo([STATEMENT], { item, filler });
    const { head, movements, end } = await readStatement(bytes);
    expect([head.currency, movements[0]?.currency]).toEqual([currency, currency]);
    expect(end.findings.map(({ code }) => code)).toEqual(
      isAssumed ? ["bank.currency_assumed"] : [],
    );
  });

  test("the filler tells Fio and KB, and a Slovak bank keeps euros", async () => {
    const account = async (mark: string) =>
      (await readStatement(writeAbo([statement({ movements: [] })], { filler: mark }))).head;
    expect(await account("FIO")).toMatchObject({ account: "2600000003/2010", currency: "CZK" });
    expect(await account("CZ650100SBI")).toMatchObject({ account: "2600000003/0100" });
    expect(await account("SK318100SBI")).toMatchObject({
      account: "SK1281000000002600000003",
      currency: "EUR",
    });
    expect(await account("")).toMatchObject({ account: "2600000003" });
  });

  test("a value day of zeros is the day of the statement", async () => {
    const movements = [{ ...MOVEMENT, valueOn: null }];
    const read = await readStatement(writeAbo([statement({ movements })]));
    expect(read.movements[0]?.valueOn).toBe("2026-07-31");
  });

  test("lines ended by CR, LF or CR LF make the same statement", async () => {
    const read = (lineEnd: string) => readStatements(writeAbo([STATEMENT, STATEMENT], { lineEnd }));
    const usual = await read("\r\n");
    expect(await read("\n")).toEqual(usual);
    expect(await read("\r")).toEqual(usual);
  });
});

describe("the internal form of accounts", () => {
  test("of a KB file is turned back, own account and counter accounts", async () => {
    // The bank's own example.
    expect(internal("5000052267180257")).toBe("7258226710500005");
    const account = "500005-2267180257/0100";
    const movements = [MOVEMENT, { ...MOVEMENT, counterAccount: account }];
    const bytes = writeAbo([statement({ account, movements })], { place: internal, item: "1501" });
    for (const options of [{ ownAccounts: [account] }, { ownAccounts: [] }]) {
      const read = await readStatement(bytes, options);
      expect(read.head.account).toBe(options.ownAccounts[0] ?? "500005-2267180257");
      expect(read.movements.map(({ counterAccount }) => counterAccount)).toEqual([
        "19-2000145399/0800",
        account,
      ]);
    }
  });

  test("is not seen where the bank does not have it", async () => {
    const movements = [{ ...MOVEMENT, counterAccount: "725822-6710500005/0100" }];
    const read = await readStatement(writeAbo([statement({ movements })], { filler: "FIO" }));
    expect(read.movements[0]?.counterAccount).toBe("725822-6710500005/0100");
  });

  test("of the own account is known in both forms, and decides for accounts that pass in neither", async () => {
    const account = "19-2000145399/0100";
    const movements = [{ ...MOVEMENT, counterAccount: "1234567/0300" }];
    const read = async (place?: (digits: string) => string) =>
      (
        await readStatement(writeAbo([statement({ account, movements })], { place }), {
          ownAccounts: ["CZ6501000000192000145399"],
        })
      ).movements[0]?.counterAccount;
    expect(await read()).toBe("1234567/0300");
    expect(await read(internal)).toBe("1234567/0300");
  });
});

describe("what stands behind a movement", () => {
  test("076, 078 and 079 carry the message, 077 nothing we read", async () => {
    const behind = () => [
      `076${"PLATBA123".padStart(26, "0")}140726${"Od banky".padEnd(92)}`,
      "077whatever",
      `078${"VS:123456 splátka dluhu za služby ve".padEnd(35)}${"městě".padEnd(35)}`,
      "079konec",
    ];
    const bytes = writeAbo([statement({ movements: [MOVEMENT, OUT] })], { behind });
    const { movements } = await readStatement(bytes);
    for (const movement of movements) {
      expect(movement).toMatchObject({
        instructionId: "PLATBA123",
        message: "Od banky VS:123456 splátka dluhu za služby veměstě konec",
      });
      expect(movement.raw.split("\n").map((line) => line.slice(0, 3))).toEqual([
        "075",
        "076",
        "077",
        "078",
        "079",
      ]);
    }
    expect(movements.map(({ line }) => line)).toEqual([2, 7]);
  });

  test("a longer 075 carries message and whole name", async () => {
    const blocks = ["splátka podle dohody o uznání dluhu", " č. 12", "", "VS 123"];
    const tail = blocks.map((block) => block.padEnd(35)).join("");
    const rest = `${"".padEnd(100)}${"Žofie Šťastná Dvořáková-Nováková".padEnd(35)}${"".padEnd(90)}`;
    const line = movementLine(MOVEMENT, STATEMENT) + tail + rest;
    const bytes = encode(`${statementLine(STATEMENT)}\n${line}\n`, "windows-1250");
    const { movements } = await readStatement(bytes);
    expect(movements[0]).toMatchObject({
      message: "splátka podle dohody o uznání dluhu č. 12 VS 123",
      counterName: "Žofie Šťastná Dvořáková-Nováková",
      raw: line,
    });
  });
});

describe("encodings", () => {
  test.each(["windows-1250", "cp852", "utf-8"] as const)("%s", async (encoding) => {
    const { head, movements } = await readStatement(writeAbo([STATEMENT], { encoding }));
    expect(head.encoding).toBe(encoding);
    expect(movements[0]).toMatchObject({ counterName: "Žofie Šťastná", bookedOn: "2026-07-14" });
  });

  test("a byte order mark is no character", async () => {
    const bytes = Buffer.concat([
      Buffer.from("efbbbf", "hex"),
      writeAbo([STATEMENT], { encoding: "utf-8" }),
    ]);
    const { head } = await readStatement(bytes);
    expect(head).toMatchObject({ encoding: "utf-8", account: "2600000003" });
  });

  test("the first accent may stand far behind what detection sees", async () => {
    const plain = { ...MOVEMENT, counterName: "NOVAK" };
    const movements = [...Array.from({ length: 1000 }, () => plain), MOVEMENT];
    for (const encoding of ["windows-1250", "utf-8"] as const) {
      const read = await readStatement(writeAbo([statement({ movements })], { encoding }));
      expect(read.head.encoding).toBe("ascii");
      expect(read.movements.at(-1)?.counterName).toBe("Žofie Šťastná");
    }
  });

  test("bytes that are no UTF-8 in a file that was", async () => {
    const movements = [...Array.from({ length: 1000 }, () => MOVEMENT)];
    const bytes = Buffer.concat([
      writeAbo([statement({ movements })], { encoding: "utf-8" }),
      encode(movementLine(MOVEMENT, STATEMENT), "windows-1250"),
    ]);
    expect(await refusalOf(bytes)).toMatchObject({ reason: "bad_encoding", line: 1002 });
  });
});

describe("what cannot be read is refused by its place", () => {
  const head = statementLine(STATEMENT);
  const line = movementLine(MOVEMENT, STATEMENT);
  const put = (text: string, at: number, piece: string) =>
    text.slice(0, at - 1) + piece + text.slice(at - 1 + piece.length);

  test.each<[string, string[], string, number, number]>([
    ["a head cut short", [head.slice(0, 113)], "truncated_record", 1, 1],
    ["a movement cut short", [head, line.slice(0, 127)], "truncated_record", 2, 1],
    ["a movement without statement", [line], "record_outside_statement", 1, 1],
    ["a message without movement", [head, "078x"], "record_outside_statement", 2, 1],
    ["an unknown record", [head, line, "999"], "unknown_record", 3, 1],
    ["letters in the own account", [put(head, 10, "X")], "bad_account", 1, 4],
    ["letters in the counter account", [head, put(line, 21, "X")], "bad_account", 2, 20],
    ["another account's movement", [head, put(line, 4, "1")], "account_differs", 2, 4],
    ["letters in an amount", [head, put(line, 50, "X")], "bad_amount", 2, 49],
    ["a sign in an amount", [head, put(line, 49, "-")], "bad_amount", 2, 49],
    ["a strange sign of a balance", [put(head, 60, "x")], "bad_amount", 1, 46],
    ["an unknown posting code", [head, put(line, 61, "7")], "bad_posting_code", 2, 61],
    ["30 February", [head, put(line, 123, "300226")], "bad_date", 2, 123],
    ["a day of letters", [head, put(line, 92, "1a0226")], "bad_date", 2, 92],
    ["a statement without day", [put(head, 109, "000000")], "bad_date", 1, 109],
  ])("%s", async (_, lines, reason, at, column) => {
    const bytes = encode(lines.join("\r\n"), "windows-1250");
    expect(await refusalOf(bytes)).toMatchObject({ reason, line: at, column });
  });

  test("nothing at all, and what is no statement", async () => {
    expect(await refusalOf(Buffer.alloc(0))).toMatchObject({ reason: "empty_file" });
    expect(await refusalOf(Buffer.from("\r\n\r\n"))).toMatchObject({ reason: "unknown_format" });
    // An order for the bank, the format's other half.
    expect(await refusalOf(Buffer.from("UHL1010126"))).toMatchObject({ reason: "unknown_format" });
  });

  test("blank lines, the mark of an old end and an open last line are nothing to refuse", async () => {
    const bytes = encode(`\r\n${head}\r\n\r\n${line}\r\n   \r\n\u001a`, "windows-1250");
    expect((await readStatement(bytes)).movements).toHaveLength(1);
  });

  test("two-digit years lie between 1980 and 2079", async () => {
    const days = async (day: string) => {
      const bytes = encode(`${head}\n${put(line, 123, day)}\n`, "windows-1250");
      return (await readStatement(bytes)).movements[0]?.bookedOn;
    };
    expect(await days("010180")).toBe("1980-01-01");
    expect(await days("311279")).toBe("2079-12-31");
    expect(await days("290224")).toBe("2024-02-29");
  });
});

describe("amounts", () => {
  test("of zero are movements too, and never minus zero", async () => {
    const movements = [{ ...OUT, amountMinor: 0 }];
    const read = await readStatement(writeAbo([statement({ movements })]));
    expect(read.movements[0]?.amountMinor).toBe(0);
    expect(Object.is(read.movements[0]?.amountMinor, 0)).toBe(true);
  });

  test("are exact up to the last digit of the format", async () => {
    const movements = [{ ...MOVEMENT, amountMinor: 999_999_999_999 }];
    const read = await readStatement(writeAbo([statement({ movements, openingMinor: -1 })]));
    expect(read.movements[0]?.amountMinor).toBe(999_999_999_999);
    expect(read.end).toMatchObject({ closingMinor: 999_999_999_998 });
  });
});

describe("properties", () => {
  const arbitrary = fc.array(statementArbitrary, { minLength: 1, maxLength: 3 });

  test("what is written is read", async () => {
    await expectRoundTrip({
      arbitrary,
      write: (statements) => writeAbo(statements),
      carries: ({ bankId, message, instructionId, ...carried }) => carried,
      options: (statements) => ({ ownAccounts: statements.map(({ account }) => account) }),
    });
  });

  test("also in the internal form, without knowing the account", async () => {
    // A few accounts pass the check in both forms; there the form as written is taken.
    const account = "500005-2267180257/0100";
    const inInternal = arbitrary.map((statements) =>
      statements.map((each) => ({
        ...each,
        account,
        movements: each.movements.map((movement) => ({ ...movement, counterAccount: account })),
      })),
    );
    await expectRoundTrip({
      arbitrary: inInternal,
      write: (statements) => writeAbo(statements, { place: internal }),
      carries: ({ bankId, message, instructionId, ...carried }) => carried,
    });
  });

  const behind = () => ["076 VS:1", "078řádek"];
  const sample = () => {
    const movements = fc.sample(movementArbitrary, { numRuns: 4, seed: 7 });
    return writeAbo([statement({ movements }), STATEMENT], { behind });
  };

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(sample());
    await expectSameInAnyPieces(writeAbo([STATEMENT], { encoding: "utf-8", lineEnd: "\r" }));
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(sample());
  });
});
