import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode } from "../testing/encode";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import { type MtHabits, movementLines, writeMt } from "../testing/write-mt";
import {
  MOVEMENT,
  movementArbitrary,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";
import { readDetails } from "./details";

const statement = (change: Partial<WrittenStatement>) => ({ ...STATEMENT, ...change });
const OUT: WrittenMovement = { ...MOVEMENT, amountMinor: -50_000 };

/** A statement around lines of movements, with a closing balance that fits. */
const message = (lines: readonly string[], closing = "C260731CZK11234,50") =>
  Buffer.from(
    [
      ":20:VYPIS",
      ":25:2010/2600000003",
      ":28C:7/1",
      ":60F:C260630CZK10000,00",
      ...lines,
      `:62F:${closing}`,
      "-",
    ].join("\r\n"),
  );

const moved = async (lines: readonly string[]) => (await readStatement(message(lines))).movements;

describe("a statement", () => {
  test("is read field by field", async () => {
    const { head, movements, end } = await readStatement(writeMt([STATEMENT]));
    expect(head).toEqual({
      format: "mt940",
      encoding: "cp852",
      account: "2600000003/2010",
      currency: "CZK",
      number: "7",
      openedOn: "2026-06-30",
      // Said only at the end.
      closedOn: null,
      openingMinor: 1_000_000,
    });
    expect(movements).toEqual([
      { ...MOVEMENT, currency: "CZK", line: 8, raw: movementLines(MOVEMENT).join("\n") },
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

  test("of several pages is one, where the balances meet", async () => {
    const movements = [MOVEMENT, OUT, MOVEMENT, OUT, MOVEMENT];
    const whole = await readStatement(writeMt([statement({ movements })]));
    const paged = await readStatement(writeMt([statement({ movements })], { pageLength: 2 }));
    expect(paged.head).toEqual(whole.head);
    expect(paged.end).toEqual(whole.end);
    expect(paged.movements).toHaveLength(5);
  });

  test.each([
    ["balances do not meet", ":60M:C2607", ":60M:D2607", ["bank.opening_differs"]],
    ["numbers differ", /:28C:00007\/00002/, ":28C:00009/00002", ["bank.number_gap"]],
    ["accounts differ", /(:62M:[\s\S]*:25:2010\/26)0000/, "$11111", []],
  ])("is another where %s", async (_, from, to, findings) => {
    const movements = [MOVEMENT, OUT];
    const bytes = writeMt([statement({ movements, openedOn: "2026-07-01" })], {
      pageLength: 1,
      encoding: "utf-8",
    });
    const spoilt = Buffer.from(Buffer.from(bytes).toString().replace(from, to));
    const read = await readStatements(spoilt);
    expect(read).toHaveLength(2);
    const codes = read[1]?.end.findings.map(({ code }) => code) ?? [];
    expect(codes.filter((code) => code !== "bank.balance_differs")).toEqual(findings);
  });

  test("that does not add up says by how much", async () => {
    const { end } = await readStatement(message([], "C260731CZK10000,01"));
    expect(end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_000_001, countedMinor: 1_000_000, differenceMinor: 1 },
      },
    ]);
  });

  test("gives two equal movements both, and may hold none", async () => {
    const movements = [MOVEMENT, MOVEMENT];
    const read = await readStatements(
      writeMt([statement({ movements }), statement({ movements: [] })]),
    );
    expect(read.map((each) => each.movements.length)).toEqual([2, 0]);
  });

  test("may come in an envelope, with fields that we do not read", async () => {
    const text = message([":61:2607140714C1,00NMSCNONREF", ":86:x"]).toString();
    const wrapped = `{1:F01CEKOCZPPAXXX0000000000}{2:I940CEKOCZPPXXXXN}{4:\r\n${text}`
      .replace(":28C:", ":21:NONREF\r\n:NS:odd\r\n:28C:")
      .replace(/-$/, ":64:C260731CZK1,00\r\n:86:to the statement\r\n-}{5:{CHK:1}}");
    const { movements } = await readStatement(Buffer.from(wrapped));
    expect(movements).toMatchObject([{ message: "x" }]);
  });
});

describe("an advice", () => {
  test("has no balances, counts what it holds, and its day", async () => {
    const movements = [MOVEMENT, OUT];
    const bytes = writeMt([statement({ movements })], { isAdvice: true, dialect: "csob" });
    const { head, end } = await readStatement(bytes);
    expect(head).toMatchObject({
      format: "mt942",
      currency: "CZK",
      openingMinor: null,
      closedOn: "2026-07-31",
    });
    expect(end).toMatchObject({ closingMinor: null, debitMinor: 50_000, findings: [] });
    const spoilt = Buffer.from(
      Buffer.from(bytes).toString("latin1").replace(":90C:1CZK", ":90C:2CZK"),
      "latin1",
    );
    expect((await readStatement(spoilt)).end.findings).toEqual([
      { code: "bank.count_differs", params: { stated: 3, counted: 2 } },
    ]);
  });

  test("bears the references of the next day's statement", async () => {
    const of = statement({ movements: [MOVEMENT, OUT] });
    const advice = await readStatement(writeMt([of], { isAdvice: true, dialect: "csob" }));
    const next = await readStatement(writeMt([of], { dialect: "csob" }));
    const known = ({ movements }: typeof next) =>
      movements.map(({ bankId, amountMinor, bookedOn }) => [bankId, amountMinor, bookedOn]);
    expect(known(advice)).toEqual(known(next));
    expect(advice.head.account).toBe(next.head.account);
  });

  test("of what is only expected leaves it out", async () => {
    const lines = [":61:260714EC5,00NMSCNONREF", ":86:x", ":61:260714ED6,00NMSCNONREF"];
    const bytes = Buffer.from([":20:X", ":25:0300/226047602", ":34F:CZKD0,", ...lines].join("\n"));
    const { movements, end } = await readStatement(bytes);
    expect(movements).toEqual([]);
    expect(end.findings).toEqual([{ code: "bank.pending_left_out", params: { count: 2 } }]);
  });
});

describe("a movement", () => {
  test.each([
    [
      "2607140714C1234,50NMSCREF//BANK",
      { amountMinor: 123_450, kind: "payment", instructionId: "REF", bankId: "BANK" },
    ],
    [
      "260714D0,05FMSC //26642",
      { amountMinor: -5, kind: "payment", instructionId: null, bankId: "26642" },
    ],
    [
      "260714RC10,00NMSCNONREF",
      { amountMinor: -1000, kind: "reversal", instructionId: null, bankId: null },
    ],
    ["260714RD10,00NMSCNONREF//NONREF", { amountMinor: 1000, kind: "reversal", bankId: null }],
    // The R of EUR, not of a reversal.
    ["260714CR27,70NMSC0000", { amountMinor: 2770, kind: "payment", instructionId: null }],
    [
      "260714DR27,NMSCX/Y//Z/1",
      { amountMinor: -2700, kind: "payment", instructionId: "X/Y", bankId: "Z/1" },
    ],
    ["260714RCR1,1NMSC", { amountMinor: -110, kind: "reversal" }],
    ["260714C0,NMSC", { amountMinor: 0, kind: "payment" }],
    ["2601021231C1,00NMSC", { valueOn: "2026-01-02", bookedOn: "2025-12-31" }],
    ["2512310102C1,00NMSC", { valueOn: "2025-12-31", bookedOn: "2026-01-02" }],
    ["2402290301C1,00NMSC", { valueOn: "2024-02-29", bookedOn: "2024-03-01" }],
    ["800101C1,00NMSC", { valueOn: "1980-01-01", bookedOn: "1980-01-01" }],
  ])("%s", async (line, expected) => {
    const movements = await moved([`:61:${line}`, "/OCMT/ whatever", ":86:x"]);
    expect(movements).toMatchObject([expected]);
    expect(movements[0]?.raw).toBe(`:61:${line}\n/OCMT/ whatever\n:86:x`);
  });

  test("needs no field 86", async () => {
    expect(await moved([":61:260714C1,00NMSC", ":61:260714C2,00NMSC"])).toMatchObject([
      { amountMinor: 100, message: null, variableSymbol: null },
      { amountMinor: 200, message: null },
    ]);
  });
});

describe("an account", () => {
  test.each([
    ["0800/192000145399", "19-2000145399/0800"],
    ["5500/0112233088", "112233088/5500"],
    ["0300/226047602CZK", "226047602/0300"],
    ["0300/19-2000145399", "19-2000145399/0300"],
    ["226047602/0300", "226047602/0300"],
    ["CZ6508000000192000145399", "19-2000145399/0800"],
    ["CZ6508000000192000145399EUR", "19-2000145399/0800"],
    ["GIBACZPX/CZ6508000000192000145399", "19-2000145399/0800"],
    ["TATRSKBX/SK5911000000002610001237", "SK5911000000002610001237"],
    ["/SK5911000000002610001237", "SK5911000000002610001237"],
    ["1100/2610001237", "SK5911000000002610001237"],
  ])("%s", async (written, account) => {
    const text = message([]).toString().replace("2010/2600000003", written);
    expect((await readStatement(Buffer.from(text))).head.account).toBe(account);
  });
});

describe("field 86", () => {
  const wrapped = (text: string, length = 65) =>
    text.match(new RegExp(`.{1,${length}}`, "g")) ?? [];

  test("a symbol cut by the end of a line, whichever line it is", () => {
    const text =
      "020?00TUZEMSKA PLATBA?20KS:308?21VS:2600000017?22SS:77?23.?24VS2:1 /SS2:2 ?25SPLATKA 1/2026" +
      "?26.?27.?28.?29.?300300?310000190123456789?32JAN DVORAK?33.";
    const expected = {
      variableSymbol: "2600000017",
      specificSymbol: "77",
      constantSymbol: "308",
      counterAccount: "19-123456789/0300",
      counterName: "JAN DVORAK",
      message: "SPLATKA 1/2026",
    };
    for (let length = 1; length <= text.length; length += 1) {
      expect(readDetails(wrapped(text, length))).toEqual(expected);
    }
  });

  test("ČSOB: name in front, its own account shape, the other side's symbols behind", () => {
    const text =
      "111?00Nevrla Marketa?20ZAUCT.PLATBA?21000019-2000145399/0800?22VS:0201602040" +
      "?23SS:0000000000?24KS:0000?25AV:faktura 123/2026?26.?27.?28.?29VS:999?30SS:888";
    expect(readDetails(wrapped(text))).toEqual({
      variableSymbol: "201602040",
      specificSymbol: "888",
      constantSymbol: null,
      counterAccount: "19-2000145399/0800",
      counterName: "Nevrla Marketa",
      message: "faktura 123/2026",
    });
  });

  test("ČSOB, other operations: symbols further on", () => {
    const text =
      "040?00POPLATEK?20VEDENI UCTU?21VS:?22ZA CERVENEC?26SS:5?27KS:898?28000000-0226047602/0300";
    expect(readDetails([text])).toEqual({
      variableSymbol: null,
      specificSymbol: "5",
      constantSymbol: "898",
      counterAccount: "226047602/0300",
      counterName: null,
      message: "ZA CERVENEC",
    });
  });

  test("Raiffeisenbank: symbols glued to their names, noise", () => {
    const text =
      "010?00?20PRICHOZI PLATBA?21KS0000000308?22VS0045135784?23SS0001234578" +
      "?24BANKOVNI VYPIS 000?25POPL.TRN 0,00?27SPLATKA?300100?31-?32NOVAK JAN";
    expect(readDetails([text])).toEqual({
      variableSymbol: "45135784",
      specificSymbol: "1234578",
      constantSymbol: "308",
      counterAccount: null,
      counterName: "NOVAK JAN",
      message: "SPLATKA",
    });
  });

  test("abroad: BIC, IBAN, a name in two pieces; text from 20 on", () => {
    const text =
      "030?00ZAHRANICNI PLATBA?20INVOICE 123?21/VS77/SS/KS?30DEUTDEFF" +
      "?31DE89370400440532013000?32MUSTERMANN UND SOEHNE GMBH ?33CO. KG";
    expect(readDetails([text])).toEqual({
      variableSymbol: "77",
      specificSymbol: null,
      constantSymbol: null,
      counterAccount: "DE89370400440532013000",
      counterName: "MUSTERMANN UND SOEHNE GMBH CO. KG",
      message: "INVOICE 123 /VS77/SS/KS",
    });
  });

  test("a name and a message that fill their place go on without a space", () => {
    const text =
      "020?00X?25SPLATKA PODLE DOHODY O UZNA?26NI DLUHU?32ABCDEFGHIJKLMNOPQRSTUVWXYZA?33BC";
    expect(readDetails([text])).toMatchObject({
      message: "SPLATKA PODLE DOHODY O UZNANI DLUHU",
      counterName: "ABCDEFGHIJKLMNOPQRSTUVWXYZABC",
    });
  });

  test("plain text, with symbols under their names, never those of the other side", () => {
    expect(readDetails(["STORNO KREDITU VS:2600000001 SS: 5", "VS2:9 XVS:8"])).toMatchObject({
      variableSymbol: "2600000001",
      specificSymbol: "5",
      message: "STORNO KREDITU VS:2600000001 SS: 5 VS2:9 XVS:8",
    });
    expect(readDetails(["/VS123/SS/KS0308"])).toMatchObject({
      variableSymbol: "123",
      constantSymbol: "308",
    });
    expect(readDetails(["", " "])).toMatchObject({ message: null });
    // Of lines cut at their full length the halves belong together.
    expect(readDetails(["x".repeat(65), "y"]).message).toBe(`${"x".repeat(65)}y`);
  });

  test("only the operation, where nothing else is said", () => {
    expect(readDetails(["010?00?20POPLATEK?21KS0?22VS0"]).message).toBe("POPLATEK");
    expect(readDetails(["020?00UROK?20KS:"]).message).toBe("UROK");
  });
});

describe("encodings", () => {
  test.each<[MtHabits["encoding"], MtHabits["dialect"]]>([
    ["cp852", "multicash"],
    ["windows-1250", "csob"],
    ["utf-8", "raiffeisen"],
  ])("%s", async (encoding, dialect) => {
    const { head, movements } = await readStatement(writeMt([STATEMENT], { encoding, dialect }));
    expect(head.encoding).toBe(encoding);
    expect(movements[0]?.counterName).toBe("Žofie Šťastná");
  });
});

describe("what cannot be read is refused by its place", () => {
  test.each<[string, string, string, number, number]>([
    ["an impossible day", ":61:260230C1,00NMSC", "bad_date", 5, 5],
    ["an impossible day of booking", ":61:2607140732C1,00NMSC", "bad_date", 5, 11],
    ["letters for a day", ":61:2607xxC1,00NMSC", "bad_date", 5, 5],
    ["an unknown side", ":61:260714X1,00NMSC", "bad_posting_code", 5, 5],
    ["a negative amount", ":61:260714C-1,00NMSC", "bad_amount", 5, 12],
    ["an amount with a point", ":61:260714C1.00NMSC", "bad_amount", 5, 12],
    ["thousandths", ":61:260714C1,005NMSC", "bad_amount", 5, 12],
    ["too much", ":61:260714C99999999999999999,00NMSC", "amount_too_large", 5, 12],
    ["another currency at the end", ":62F:C260731EUR1,00", "bad_currency", 5, 13],
    ["no balance", ":62F:CZK", "bad_amount", 5, 6],
    ["a balance of no day", ":62F:C261331CZK1,00", "bad_date", 5, 7],
  ])("%s", async (_, line, reason, at, column) => {
    expect(await refusalOf(message([line]))).toMatchObject({ reason, line: at, column });
  });

  test.each<[string, string | RegExp, string, string]>([
    ["no closing balance", /:62F:.*/, "", "truncated_file"],
    ["cut off", /:62F:[\s\S]*$/, "", "truncated_file"],
    ["no account", /:25:.*/, "", "missing_field"],
    ["an empty account", /:25:.*/, ":25:", "bad_account"],
    ["no opening balance", /:60F:.*/, "", "missing_field"],
    ["an advice of no currency", /:60F:.*/, ":34F:Kc", "bad_currency"],
    ["a field before its message", ":20:VYPIS", ":21:X\r\n:20:VYPIS", "record_outside_statement"],
  ])("%s", async (_, from, to, reason) => {
    const text = message([":61:260714C1,00NMSC"]).toString().replace(from, to);
    expect(await refusalOf(Buffer.from(text))).toMatchObject({ reason });
  });

  test("a field without end", async () => {
    const lines = [":61:260714C1,00NMSC", ":86:x", ...Array.from({ length: 300 }, () => "y")];
    expect(await refusalOf(message(lines))).toMatchObject({ reason: "record_too_large" });
  });

  test("bytes of two encodings", async () => {
    const movements = Array.from({ length: 900 }, () => MOVEMENT);
    const bytes = Buffer.concat([
      writeMt([statement({ movements })], { encoding: "utf-8" }),
      encode(":20:Žofie\r\n", "windows-1250"),
    ]);
    expect(await refusalOf(bytes)).toMatchObject({ reason: "bad_encoding" });
  });
});

describe("properties", () => {
  // The day of booking has no year of its own; a lone point says that there is nothing.
  const near = (movement: WrittenMovement) => ({
    ...movement,
    valueOn: movement.bookedOn,
    message: [27, 35].some((length) => movement.message?.length === length + 1)
      ? null
      : movement.message,
  });
  const arbitrary = fc
    .array(statementArbitrary, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((each) => ({ ...each, movements: each.movements.map(near) })));
  const operations = { multicash: "TUZEMSKA PLATBA", raiffeisen: "PLATBA", csob: "ZAUCT.PLATBA" };

  test.each<MtHabits>([
    { dialect: "multicash" },
    { dialect: "raiffeisen", pageLength: 3, lineEnd: "\n" },
    { dialect: "csob", encoding: "windows-1250" },
    { dialect: "csob", isAdvice: true, encoding: "utf-8" },
  ])("what is written is read: %j", async (habits) => {
    await expectRoundTrip({
      arbitrary,
      write: (statements) => writeMt(statements, habits),
      carries: (movement) => ({
        ...movement,
        message: movement.message ?? operations[habits.dialect ?? "multicash"],
      }),
    });
  });

  const sample = () => {
    const movements = fc.sample(movementArbitrary, { numRuns: 5, seed: 7 });
    return writeMt([statement({ movements }), STATEMENT], { pageLength: 2 });
  };

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(sample());
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(sample());
  });
});
