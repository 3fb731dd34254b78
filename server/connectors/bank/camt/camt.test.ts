import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slashSymbols } from "../symbols-in-text";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import {
  amountXml,
  balanceXml,
  type CamtHabits,
  detailXml,
  documentXml,
  element,
  entryXml,
  statementXml,
  writeCamt,
} from "../testing/write-camt";
import { decimal } from "../testing/write-fio";
import {
  MOVEMENT,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";

const statement = (change: Partial<WrittenStatement>) => ({ ...STATEMENT, ...change });
const OUT: WrittenMovement = { ...MOVEMENT, amountMinor: -50_000 };

/** A statement of entries given as XML. */
const withEntries = (entries: string, of = STATEMENT) => documentXml(statementXml(of, {}, entries));

/** An entry of an amount around payments given as XML. */
function bundle(minor: number, details: string, more = ""): string {
  return (
    `<Ntry>${amountXml(minor, "CZK")}<Sts>BOOK</Sts><BookgDt><Dt>2026-07-14</Dt></BookgDt>${more}` +
    `<NtryDtls>${details}</NtryDtls><AddtlNtryInf>hromadná položka</AddtlNtryInf></Ntry>`
  );
}

const ownAmount = (minor: number, currency = "CZK") =>
  `<AmtDtls><TxAmt><Amt Ccy="${currency}">${decimal(minor)}</Amt></TxAmt></AmtDtls>`;

describe("a statement", () => {
  test("is read field by field", async () => {
    const { head, movements, end } = await readStatement(writeCamt([STATEMENT]));
    expect(head).toEqual({
      format: "camt.053",
      encoding: "utf-8",
      account: "2600000003/2010",
      currency: "CZK",
      number: "7",
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(movements).toEqual([{ ...MOVEMENT, currency: "CZK", line: 1, raw: expect.any(String) }]);
    expect(movements[0]?.raw).toBe(entryXml(MOVEMENT, STATEMENT).replace("</NtryDtls></Ntry>", ""));
    expect(end).toEqual({
      closedOn: "2026-07-31",
      closingMinor: 1_123_450,
      debitMinor: 0,
      creditMinor: 123_450,
      movementCount: 1,
      findings: [],
    });
  });

  test.each<CamtHabits>([
    { version: "02" },
    { version: "04" },
    { version: "08" },
    { message: "camt.052" },
    { message: "camt.052", version: "08" },
    { prefix: "ns2" },
    { indent: "\t" },
  ])("is the same in %j", async (habits) => {
    const usual = await readStatement(writeCamt([STATEMENT]));
    const read = await readStatement(writeCamt([STATEMENT], habits));
    expect(read.head).toEqual({ ...usual.head, format: habits.message ?? "camt.053" });
    const withoutRaw = read.movements.map((movement) => ({ ...movement, raw: "" }));
    expect(withoutRaw).toEqual(usual.movements.map((movement) => ({ ...movement, raw: "" })));
    expect(read.end).toEqual(usual.end);
  });

  test("of a notification has no balances", async () => {
    const { head, movements, end } = await readStatement(
      writeCamt([STATEMENT], { message: "camt.054" }),
    );
    expect(head).toMatchObject({ format: "camt.054", openingMinor: null, openedOn: null });
    expect(movements).toHaveLength(1);
    expect(end).toMatchObject({ closingMinor: null, creditMinor: 123_450, findings: [] });
  });

  test("follows another in one document; records count on", async () => {
    const other = { account: "SK5911000000002610001237", currency: "EUR" };
    const read = await readStatements(writeCamt([STATEMENT, statement(other)]));
    expect(read.map(({ head }) => head.account)).toEqual([
      "2600000003/2010",
      "SK5911000000002610001237",
    ]);
    expect(read.map(({ movements }) => movements[0]?.line)).toEqual([1, 2]);
  });

  test("gives two equal movements both", async () => {
    const movements = [MOVEMENT, MOVEMENT];
    const read = await readStatement(writeCamt([statement({ movements })]));
    expect(read.movements.map(({ line }) => line)).toEqual([1, 2]);
  });

  test("with a pair of balances a day begins with the first and ends with the last", async () => {
    const balances = [
      balanceXml("CLBD", { minor: 300, day: "2026-07-03" }),
      balanceXml("OPBD", { minor: 200, day: "2026-07-02" }),
      balanceXml("CLBD", { minor: 200, day: "2026-07-02" }),
      balanceXml("OPBD", { minor: 100, day: "2026-07-01" }),
      balanceXml("CLAV", { minor: 999, day: "2026-07-09" }),
      balanceXml("PRCD", { minor: 1, day: "2026-06-30" }),
    ].join("");
    const entry = entryXml({ ...MOVEMENT, amountMinor: 200 }, STATEMENT);
    const xml = statementXml(STATEMENT, {}, entry).replace(/<Bal>.*<\/Bal>/, balances);
    const { head, end } = await readStatement(documentXml(xml));
    expect(head).toMatchObject({
      openingMinor: 100,
      openedOn: "2026-07-01",
      closedOn: "2026-07-03",
    });
    expect(end).toMatchObject({ closingMinor: 300, findings: [] });
  });

  test("compares balances and sums", async () => {
    const sums =
      "<TxsSummry><TtlCdtNtries><Sum>1234.51</Sum></TtlCdtNtries>" +
      "<TtlDbtNtries><Sum>0</Sum></TtlDbtNtries></TxsSummry>";
    const xml = statementXml(STATEMENT).replace("<Ntry>", `${sums}<Ntry>`);
    const spoilt = xml.replace("11234.50", "11234.49");
    const { end } = await readStatement(documentXml(spoilt));
    expect(end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_449, countedMinor: 1_123_450, differenceMinor: -1 },
      },
      {
        code: "bank.turnover_differs",
        params: { side: "credit", statedMinor: 123_451, countedMinor: 123_450, differenceMinor: 1 },
      },
    ]);
  });
});

describe("an entry", () => {
  test("of two payments is two movements", async () => {
    const other: WrittenMovement = {
      ...MOVEMENT,
      bankId: "2",
      variableSymbol: "42",
      counterName: "Jan Dvořák",
    };
    const details =
      detailXml(MOVEMENT, {}, ownAmount(100_000)) + detailXml(other, {}, ownAmount(23_450));
    const { movements, end } = await readStatement(withEntries(bundle(123_450, details)));
    expect(movements).toMatchObject([
      { amountMinor: 100_000, variableSymbol: "2600000017", bankId: "26600000001", line: 1 },
      {
        amountMinor: 23_450,
        variableSymbol: "42",
        bankId: "2",
        counterName: "Jan Dvořák",
        line: 2,
      },
    ]);
    expect(end).toMatchObject({ movementCount: 2, creditMinor: 123_450, findings: [] });
    expect(movements[1]?.raw).toMatch(/^<Ntry><Amt.*<NtryDtls><TxDtls>.*<\/TxDtls>$/);
    expect(movements[1]?.raw).not.toContain("Žofie");
  });

  test("of payments both ways keeps their signs", async () => {
    const way = (minor: number, side: string) =>
      `<Amt Ccy="CZK">${decimal(minor)}</Amt><CdtDbtInd>${side}</CdtDbtInd>`;
    const details =
      detailXml(MOVEMENT, {}, way(150_000, "CRDT")) + detailXml(MOVEMENT, {}, way(26_550, "DBIT"));
    const { movements } = await readStatement(withEntries(bundle(123_450, details)));
    expect(movements.map(({ amountMinor }) => amountMinor)).toEqual([150_000, -26_550]);
  });

  test("of one fee in two halves, one with the text, one with the amount, is one movement", async () => {
    const text = "<TxDtls><RmtInf><Ustrd>Poplatok za vedenie účtu</Ustrd></RmtInf></TxDtls>";
    const amount =
      '<TxDtls><AmtDtls><InstdAmt><Amt Ccy="CZK">12.00</Amt></InstdAmt></AmtDtls></TxDtls>';
    const entry = bundle(-1200, `${text}</NtryDtls><NtryDtls>${amount}`);
    const of = statement({ movements: [{ ...MOVEMENT, amountMinor: -1200 }] });
    const { movements, end } = await readStatement(withEntries(entry, of));
    expect(movements).toMatchObject([
      { amountMinor: -1200, message: "Poplatok za vedenie účtu", counterName: null },
    ]);
    expect(end.findings).toEqual([]);
  });

  test("whose payments do not make its amount stays one, with what they agree on", async () => {
    const other = { ...MOVEMENT, variableSymbol: "42", message: "jiná" };
    const details =
      detailXml(MOVEMENT, {}, ownAmount(100_000)) + detailXml(other, {}, ownAmount(20_000));
    const { movements, end } = await readStatement(withEntries(bundle(123_450, details)));
    expect(movements).toMatchObject([
      {
        amountMinor: 123_450,
        variableSymbol: null,
        specificSymbol: "77",
        counterName: "Žofie Šťastná",
        message: "splátka dluhu jiná",
      },
    ]);
    expect(end.findings).toEqual([
      { code: "bank.details_differ", params: { record: 1, differenceMinor: 3450 } },
    ]);
  });

  test("of one payment has the amount of the account, not of the order abroad", async () => {
    const detail = detailXml(MOVEMENT, {}, ownAmount(5000, "EUR"));
    const { movements } = await readStatement(withEntries(bundle(123_450, detail)));
    expect(movements[0]).toMatchObject({ amountMinor: 123_450, currency: "CZK" });
  });

  test("of payments ordered in another currency has the amounts in its own", async () => {
    const amounts = (minor: number) =>
      `<AmtDtls><InstdAmt><Amt Ccy="CZK">${decimal(minor)}</Amt></InstdAmt>` +
      `<TxAmt><Amt Ccy="EUR">9.99</Amt></TxAmt></AmtDtls>`;
    const details =
      detailXml(MOVEMENT, {}, amounts(100_000)) + detailXml(MOVEMENT, {}, amounts(23_450));
    const { movements } = await readStatement(withEntries(bundle(123_450, details)));
    expect(movements.map(({ amountMinor }) => amountMinor)).toEqual([100_000, 23_450]);
  });

  test("without payments has its own text and reference", async () => {
    const entry =
      `<Ntry>${amountXml(123_450, "CZK")}<Sts>BOOK</Sts><BookgDt><Dt>2026-07-14</Dt></BookgDt>` +
      "<AcctSvcrRef>X1</AcctSvcrRef><AddtlNtryInf>Úrok</AddtlNtryInf></Ntry>";
    const { movements } = await readStatement(withEntries(entry));
    expect(movements[0]).toMatchObject({ bankId: "X1", message: "Úrok", raw: entry });
  });

  test("not booked is left out and counted", async () => {
    const booked = entryXml(MOVEMENT, STATEMENT);
    const entries =
      booked + booked.replace("BOOK", "PDNG") + booked.replace("BOOK", "<Cd>INFO</Cd>");
    const { movements, end } = await readStatement(withEntries(entries));
    expect(movements).toHaveLength(1);
    expect(end.findings).toEqual([{ code: "bank.pending_left_out", params: { count: 2 } }]);
  });

  test("taken back has the sign of the money and the party of the first payment", async () => {
    const back: WrittenMovement = { ...MOVEMENT, kind: "reversal" };
    const gone: WrittenMovement = { ...OUT, kind: "reversal" };
    const { movements, end } = await readStatement(
      writeCamt([statement({ movements: [back, gone] })]),
    );
    expect(movements).toMatchObject([
      { kind: "reversal", amountMinor: 123_450, counterName: "Žofie Šťastná" },
      { kind: "reversal", amountMinor: -50_000, counterName: "Žofie Šťastná" },
    ]);
    expect(end.findings).toEqual([]);
  });

  test("taken back names both parties of the first payment, and the other one is meant", async () => {
    const both = "<Dbtr><Nm>Plátce</Nm></Dbtr><Cdtr><Nm>Příjemce</Nm></Cdtr>";
    const names = async (movement: WrittenMovement) => {
      const entry = entryXml(movement, STATEMENT).replace(
        /<RltdPties>.*<\/RltdPties>/,
        `<RltdPties>${both}</RltdPties>`,
      );
      return (await readStatement(withEntries(entry))).movements[0]?.counterName;
    };
    expect(await names(MOVEMENT)).toBe("Plátce");
    expect(await names(OUT)).toBe("Příjemce");
    expect(await names({ ...MOVEMENT, kind: "reversal" })).toBe("Příjemce");
    expect(await names({ ...OUT, kind: "reversal" })).toBe("Plátce");
  });

  test("returned by the other bank is a reversal, too", async () => {
    const entry = entryXml({ ...MOVEMENT, kind: "reversal" }, STATEMENT)
      .replace("<RvslInd>true</RvslInd>", "")
      .replace("<RmtInf>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf><RmtInf>");
    const { movements } = await readStatement(withEntries(entry));
    expect(movements[0]).toMatchObject({ kind: "reversal", counterName: "Žofie Šťastná" });
  });

  test("knows its own account among the parties, whichever side the bank took", async () => {
    const us =
      "<Nm>My s.r.o.</Nm></Dbtr><DbtrAcct><Id><IBAN>CZ7120100000002600000003</IBAN></Id></DbtrAcct>";
    const entry = entryXml(OUT, STATEMENT)
      .replace("DBIT", "CRDT")
      .replace("<RltdPties>", `<RltdPties><Dbtr>${us}`);
    const { movements } = await readStatement(withEntries(entry));
    expect(movements[0]).toMatchObject({
      counterName: "Žofie Šťastná",
      counterAccount: "19-2000145399/0800",
    });
  });

  test("of a payment to itself keeps its own account, where no other party is named", async () => {
    const movements = [{ ...MOVEMENT, counterAccount: STATEMENT.account }];
    const read = await readStatement(writeCamt([statement({ movements })]));
    expect(read.movements[0]).toMatchObject({
      counterName: "Žofie Šťastná",
      counterAccount: "2600000003/2010",
    });
  });

  test("shares no reference of the bundle with its payments", async () => {
    const details =
      detailXml(MOVEMENT, {}, ownAmount(100_000)) + detailXml(MOVEMENT, {}, ownAmount(23_450));
    const more = "<AcctSvcrRef>BUNDLE</AcctSvcrRef>";
    const { movements } = await readStatement(withEntries(bundle(123_450, details, more)));
    expect(movements.map(({ bankId }) => bankId)).toEqual([null, null]);
  });
});

describe("symbols", () => {
  test.each(["slovak", "czech", "structured", "own", "text"] as const)("%s", async (symbols) => {
    const { movements } = await readStatement(writeCamt([STATEMENT], { symbols }));
    expect(movements[0]).toMatchObject({
      variableSymbol: "2600000017",
      specificSymbol: "77",
      constantSymbol: "308",
      instructionId: "7963750704",
    });
  });

  test.each([
    ["/VS0015501234/SS0145000029/KS0308", ["15501234", "145000029", "308"]],
    ["/VS/SS/KS", [null, null, null]],
    ["/VS789/KS0308", ["789", null, "308"]],
    ["/VS/123/SS/4/KS/0308", ["123", "4", "308"]],
    ["/VS/123/SS//KS/0308", ["123", null, "308"]],
    ["/vs/123456", ["123456", null, null]],
    ["platba /VS/ 77 /ss/8 díky", ["77", null, null]],
    ["/VS12345678901", [null, null, null]],
    ["NOTPROVIDED", [null, null, null]],
    ["VS123", [null, null, null]],
    ["a/b/VS", [null, null, null]],
  ])("between slashes: %s", (text, [variableSymbol, specificSymbol, constantSymbol]) => {
    expect(slashSymbols(text)).toEqual({ variableSymbol, specificSymbol, constantSymbol });
  });

  test("in the place of a reference are no instruction", async () => {
    const movements = [{ ...MOVEMENT, instructionId: null }];
    const read = await readStatement(writeCamt([statement({ movements })]));
    expect(read.movements[0]?.instructionId).toBeNull();
    const other = writeCamt([statement({ movements })], { symbols: "structured" });
    expect((await readStatement(other)).movements[0]?.instructionId).toBeNull();
  });

  test("of fields win over those of the text; other references join the message", async () => {
    const strd = (ref: string) => `<Strd><CdtrRefInf><Ref>${ref}</Ref></CdtrRefInf></Strd>`;
    const entry = entryXml({ ...MOVEMENT, message: "dík /VS/1" }, STATEMENT, {
      symbols: "structured",
    }).replace("</RmtInf>", `${strd("RF18539007547034")}</RmtInf>`);
    const { movements } = await readStatement(withEntries(entry));
    expect(movements[0]).toMatchObject({
      variableSymbol: "2600000017",
      message: "dík /VS/1 RF18539007547034",
    });
  });
});

describe("days", () => {
  const bookedOn = async (xml: string) => {
    const entry = entryXml(MOVEMENT, STATEMENT).replace("<Dt>2026-07-14</Dt>", xml);
    return (await readStatement(withEntries(entry))).movements[0]?.bookedOn;
  };

  test.each([
    ["<Dt>2026-07-14</Dt>", "2026-07-14"],
    ["<Dt>2026-07-14+02:00</Dt>", "2026-07-14"],
    ["<Dt>2026-07-14Z</Dt>", "2026-07-14"],
    ["<DtTm>2026-07-14T00:15:00+02:00</DtTm>", "2026-07-14"],
    ["<DtTm>2026-07-14T23:30:00</DtTm>", "2026-07-14"],
    ["<DtTm>2026-07-13T22:30:00Z</DtTm>", "2026-07-14"],
    ["<Dt>1900-01-01</Dt>", "1900-01-01"],
  ])("%s", async (xml, day) => {
    expect(await bookedOn(xml)).toBe(day);
  });

  test("of an entry without one is its value day", async () => {
    expect(await bookedOn("")).toBe("2026-07-13");
  });
});

describe("what cannot be read is refused by its place", () => {
  const written = Buffer.from(writeCamt([STATEMENT])).toString();

  test.each<[string, string | RegExp, string, string]>([
    ["a definition", "<Document", "<!DOCTYPE Document><Document", "doctype"],
    ["an entity", "splátka", "&splatka;", "entity"],
    ["the year 2999", "2026-07-14", "2999-07-14", "bad_date"],
    ["the year 1899", "2026-07-14", "1899-07-14", "bad_date"],
    ["30 February", "2026-07-14", "2026-02-30", "bad_date"],
    ["a negative amount", ">1234.50", ">-1234.50", "bad_amount"],
    ["a comma in an amount", ">1234.50", ">1234,50", "bad_amount"],
    ["thousandths", ">1234.50", ">1234.505", "bad_amount"],
    ["an amount of twenty digits", ">1234.50", ">12345678901234567890", "amount_too_large"],
    ["no side", /<CdtDbtInd>CRDT<\/CdtDbtInd><RvslInd>/, "<RvslInd>", "missing_field"],
    ["a strange side", /CRDT(?=<\/CdtDbtInd><RvslInd>)/, "BOTH", "missing_field"],
    ["no day at all", /<BookgDt>.*<\/ValDt>/, "", "missing_field"],
    ["no account", /<Acct>.*<\/Acct>/, "<Acct><Ccy>CZK</Ccy></Acct>", "bad_account"],
    ["no currency", "<Ccy>CZK</Ccy>", "<Ccy>Kč</Ccy>", "bad_currency"],
    ["a strange currency of an entry", 'Ccy="CZK">1234.50', 'Ccy="Kc">1234.50', "bad_currency"],
    ["a tag too many", "</RmtInf>", "</RmtInf></RmtInf>", "bad_xml"],
    ["cut off", /<Ntry>.*$/, "<Ntry>", "truncated_file"],
  ])("%s", async (_, from, to, reason) => {
    const bytes = Buffer.from(written.replace(from, to));
    expect(await refusalOf(bytes)).toMatchObject({ reason });
  });

  test("in a spaced file by line and column", async () => {
    const spaced = Buffer.from(writeCamt([STATEMENT], { indent: "  " })).toString();
    const spoilt = spaced.replace("2026-07-14", "2026-07-32");
    const before = spoilt.slice(0, spoilt.indexOf("</Ntry>")).split("\n");
    expect(await refusalOf(Buffer.from(spoilt))).toMatchObject({
      reason: "bad_date",
      line: before.length,
      column: 3,
      value: "2026-07-32",
    });
  });

  test("another document, whatever it defines", async () => {
    expect(await refusalOf(Buffer.from("<html/>"))).toMatchObject({ reason: "unknown_format" });
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${"a".repeat(70_000)}">]><x>&a;</x>`;
    expect(await refusalOf(Buffer.from(bomb))).toMatchObject({ reason: "doctype" });
  });
});

describe("encodings", () => {
  test("a declared code page is believed, unless the bytes say UTF-8", async () => {
    const xml = Buffer.from(writeCamt([STATEMENT])).toString();
    const declared = xml.replace("UTF-8", "windows-1250");
    const bytes = Buffer.from(
      declared
        .replace(/[Žťáš]/g, (char) => ({ Ž: "\x8e", ť: "\x9d", á: "\xe1", š: "\x9a" })[char] ?? "")
        .replace("Š", "\x8a"),
      "latin1",
    );
    const read = await readStatement(bytes);
    expect(read.head.encoding).toBe("windows-1250");
    expect(read.movements[0]?.counterName).toBe("Žofie Šťastná");
    const saved = await readStatement(Buffer.from(declared));
    expect(saved.head.encoding).toBe("utf-8");
    expect(saved.movements[0]?.counterName).toBe("Žofie Šťastná");
  });

  test("bytes that are no UTF-8 are refused", async () => {
    const bytes = Buffer.from(writeCamt([STATEMENT]));
    bytes[bytes.indexOf("ofie") - 1] = 0xe8;
    expect(await refusalOf(bytes)).toMatchObject({ reason: "bad_encoding" });
  });
});

describe("properties", () => {
  const arbitrary = fc.array(statementArbitrary, { minLength: 1, maxLength: 3 });

  test.each<CamtHabits>([
    { symbols: "slovak" },
    { symbols: "czech", version: "08", prefix: "x" },
    { symbols: "structured", version: "04", indent: " " },
  ])("what is written is read: %j", async (habits) => {
    await expectRoundTrip({
      arbitrary,
      write: (statements) => writeCamt(statements, habits),
      carries: (movement) => movement,
    });
  });

  test("any pieces are the same file", async () => {
    const details =
      detailXml(MOVEMENT, {}, ownAmount(100_000)) + detailXml(OUT, {}, ownAmount(23_450));
    const entries =
      bundle(123_450, details) + entryXml(MOVEMENT, STATEMENT) + element("Odd", "<&>");
    await expectSameInAnyPieces(
      documentXml(statementXml(STATEMENT, {}, entries), { indent: "\r\n" }),
    );
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(writeCamt([statement({ movements: [MOVEMENT, OUT] })]));
  });
});
