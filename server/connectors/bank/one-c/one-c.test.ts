import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectStatement } from "../detect";
import { encode } from "../testing/encode";
import {
  expectRoundTrip,
  expectSameInAnyPieces,
  expectToSurviveSpoiling,
} from "../testing/properties";
import { readStatement, readStatements, refusalOf } from "../testing/read";
import { documentLines, writeOneC } from "../testing/write-one-c";
import {
  MOVEMENT,
  STATEMENT,
  statementArbitrary,
  type WrittenMovement,
  type WrittenStatement,
} from "../testing/written";

const ACCOUNT = "40702810801500116391";
const OTHER_ACCOUNT = "40702978400000012345";
const IN: WrittenMovement = {
  ...MOVEMENT,
  counterAccount: "40817810009980084396",
  counterName: "Иванов Иван",
  message: "Оплата по договору N=12/2026; НДС=0",
};
const OUT: WrittenMovement = { ...IN, amountMinor: -70_000 };
const ONE: WrittenStatement = { ...STATEMENT, account: ACCOUNT, movements: [IN] };
const statement = (change: Partial<WrittenStatement>) => ({ ...ONE, ...change });

/** A file with one text in place of another. */
const replaced = (from: string | RegExp, to: string, of = [ONE]) =>
  Buffer.from(
    Buffer.from(writeOneC(of, { encoding: "utf-8" }))
      .toString()
      .replace(from, to),
  );

describe("a file", () => {
  test("is read field by field", async () => {
    const { head, movements, end } = await readStatement(writeOneC([ONE]));
    expect(head).toEqual({
      format: "1c",
      encoding: "windows-1251",
      account: ACCOUNT,
      currency: "RUB",
      number: null,
      openedOn: "2026-06-30",
      closedOn: "2026-07-31",
      openingMinor: 1_000_000,
    });
    expect(movements).toEqual([
      {
        bookedOn: "2026-07-14",
        valueOn: null,
        amountMinor: 123_450,
        currency: "RUB",
        kind: "payment",
        bankId: null,
        counterAccount: "40817810009980084396",
        counterName: "Иванов Иван",
        variableSymbol: null,
        specificSymbol: null,
        constantSymbol: null,
        message: "Оплата по договору N=12/2026; НДС=0",
        instructionId: null,
        line: 15,
        raw: documentLines(IN, ONE).join("\n"),
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

  test("takes all of a purpose behind its first equals sign", async () => {
    const { movements } = await readStatement(writeOneC([ONE]));
    expect(movements[0]?.message).toBe("Оплата по договору N=12/2026; НДС=0");
  });

  test("takes a purpose in lines and one in numbered pieces", async () => {
    const lines = replaced("; НДС=0", "\nвторая строка\nтретья");
    expect((await readStatement(lines)).movements[0]?.message).toBe(
      "Оплата по договору N=12/2026 вторая строка третья",
    );
    const pieces = replaced(/НазначениеПлатежа=.*/, "НазначениеПлатежа1=a=b\nНазначениеПлатежа2=c");
    expect((await readStatement(pieces)).movements[0]?.message).toBe("a=b c");
  });

  test("may have blank lines, blanks around its words and keys that we do not know", async () => {
    const odd = replaced(/\r\n/g, "  \r\n\r\n \t");
    const read = await readStatement(odd);
    expect(read.movements[0]).toMatchObject({ amountMinor: 123_450, counterName: "Иванов Иван" });
    const unknown = replaced("Номер=1", "НеизвестноеСвойство=123\nНомер=1");
    expect((await readStatement(unknown)).movements).toHaveLength(1);
  });

  test("gives documents of one number and day to their payers", async () => {
    const other = { ...IN, counterName: "Петров Пётр", counterAccount: "40817810400030269771" };
    const read = await readStatement(writeOneC([statement({ movements: [IN, other, IN] })]));
    expect(read.movements.map(({ counterName }) => counterName)).toEqual([
      "Иванов Иван",
      "Петров Пётр",
      "Иванов Иван",
    ]);
  });

  test("names the payee of money that went out, the payer of money that came in", async () => {
    const read = await readStatement(writeOneC([statement({ movements: [IN, OUT] })]));
    expect(read.movements).toMatchObject([
      { amountMinor: 123_450, counterName: "Иванов Иван", counterAccount: "40817810009980084396" },
      { amountMinor: -70_000, counterName: "Иванов Иван", counterAccount: "40817810009980084396" },
    ]);
  });

  test("has documents of any kind", async () => {
    const bytes = replaced("Платежное поручение", "Банковский ордер");
    expect((await readStatement(bytes)).movements).toHaveLength(1);
  });

  test("that does not add up says by how much", async () => {
    const bytes = replaced("КонечныйОстаток=11234.50", "КонечныйОстаток=11234.51");
    expect((await readStatement(bytes)).end.findings).toEqual([
      {
        code: "bank.balance_differs",
        params: { statedMinor: 1_123_451, countedMinor: 1_123_450, differenceMinor: 1 },
      },
    ]);
  });

  test("of an account without movements is a statement, too", async () => {
    const read = await readStatements(writeOneC([statement({ movements: [] })]));
    expect(read.map(({ movements }) => movements.length)).toEqual([0]);
  });

  test("of several periods begins with the first and ends with the last", async () => {
    const section = (from: string, to: string, [opening, credit, closing]: number[]) =>
      `СекцияРасчСчет\nДатаНачала=${from}\nДатаКонца=${to}\nРасчСчет=${ACCOUNT}\n` +
      `НачальныйОстаток=${opening}\nВсегоПоступило=${credit}\nКонечныйОстаток=${closing}\nКонецРасчСчет`;
    const periods = [
      section("02.07.2026", "02.07.2026", [110, 1224.5, 1334.5]),
      section("01.07.2026", "01.07.2026", [100, 10, 110]),
    ].join("\n");
    const bytes = replaced(/СекцияРасчСчет[\s\S]*КонецРасчСчет/, periods);
    const { head, end } = await readStatement(bytes);
    expect(head).toMatchObject({
      openedOn: "2026-07-01",
      closedOn: "2026-07-02",
      openingMinor: 10_000,
    });
    expect(end).toMatchObject({ closingMinor: 133_450, creditMinor: 123_450, findings: [] });
  });
});

describe("several accounts", () => {
  const other = statement({ account: OTHER_ACCOUNT, movements: [OUT, IN, OUT] });

  test("in turns are a statement each", async () => {
    const read = await readStatements(writeOneC([ONE, other]));
    expect(
      read.map(({ head, movements }) => [head.account, head.currency, movements.length]),
    ).toEqual([
      [ACCOUNT, "RUB", 1],
      [OTHER_ACCOUNT, "EUR", 3],
    ]);
    expect(read.flatMap(({ end }) => end.findings)).toEqual([]);
  });

  test("a transfer between them is a movement of each", async () => {
    const transfer = { ...OUT, counterAccount: OTHER_ACCOUNT };
    const bytes = replaced("ДатаПоступило=", "ДатаПоступило=15.07.2026", [
      statement({ movements: [transfer] }),
      statement({ account: OTHER_ACCOUNT, movements: [] }),
    ]);
    const read = await readStatements(bytes);
    expect(read.map(({ movements }) => movements[0])).toMatchObject([
      { amountMinor: -70_000, bookedOn: "2026-07-14", counterAccount: OTHER_ACCOUNT },
      { amountMinor: 70_000, bookedOn: "2026-07-15", counterAccount: ACCOUNT },
    ]);
  });

  test("a transfer of which only one side has happened is a movement of that one", async () => {
    const transfer = { ...OUT, counterAccount: OTHER_ACCOUNT };
    const both = [
      statement({ movements: [transfer] }),
      statement({ account: OTHER_ACCOUNT, movements: [] }),
    ];
    const out = await readStatements(replaced("ДатаПоступило=", "ДатаПоступило=", both));
    expect(out.map(({ movements }) => movements.length)).toEqual([1, 0]);
    const days = "ДатаПоступило=15.07.2026";
    const arrived = replaced("ДатаПоступило=", days, both).toString();
    const into = await readStatements(
      Buffer.from(arrived.replace("ДатаСписано=14.07.2026", "ДатаСписано=")),
    );
    expect(into.map(({ head, movements }) => [head.account, movements.length])).toEqual([
      [OTHER_ACCOUNT, 1],
      [ACCOUNT, 0],
    ]);
  });

  test("are too many movements to be sorted at some point", async () => {
    const lines = documentLines(IN, other).join("\n");
    const bytes = replaced("КонецФайла", `${`${lines}\n`.repeat(50_001)}КонецФайла`, [ONE, other]);
    expect(await refusalOf(bytes)).toMatchObject({ reason: "accounts_mixed" });
  });
});

describe("a document", () => {
  test("without the day of its side takes the other one; without any it is not booked yet", async () => {
    const moved = replaced("ДатаПоступило=14.07.2026", "ДатаПоступило=").toString();
    const other = Buffer.from(moved.replace("ДатаСписано=", "ДатаСписано=13.07.2026"));
    expect((await readStatement(other)).movements[0]?.bookedOn).toBe("2026-07-13");
    const { movements, end } = await readStatement(Buffer.from(moved));
    expect(movements).toEqual([]);
    expect(end.findings).toContainEqual({ code: "bank.pending_left_out", params: { count: 1 } });
  });

  test("may name its own account in either place", async () => {
    const bytes = replaced(`ПолучательСчет=${ACCOUNT}`, `ПолучательРасчСчет=${ACCOUNT}`);
    expect((await readStatement(bytes)).movements).toHaveLength(1);
  });

  test("of a Czech account has crowns, and says that it is assumed", async () => {
    const czech = statement({ account: "2600000003/2010" });
    const { head, end } = await readStatement(writeOneC([czech]));
    expect(head).toMatchObject({ account: "2600000003/2010", currency: "CZK" });
    expect(end.findings).toEqual([{ code: "bank.currency_assumed", params: { currency: "CZK" } }]);
  });
});

describe("encodings", () => {
  test.each(["windows-1251", "cp866", "utf-8"] as const)("%s", async (encoding) => {
    // The last letter is a no-break space to whoever does not know the encoding.
    const movement = { ...IN, counterName: "Анна Ива", message: "доплата Р" };
    const bytes = writeOneC([statement({ movements: [movement] })], { encoding });
    expect(detectStatement(bytes)).toMatchObject({ format: "1c", encoding });
    expect((await readStatement(bytes)).movements[0]).toMatchObject({
      counterName: "Анна Ива",
      message: "доплата Р",
    });
  });

  test("are told by the words, whatever the head says of them", async () => {
    const text = Buffer.from(writeOneC([ONE], { encoding: "utf-8" })).toString();
    const bytes = encode(text.replace("Кодировка=Windows", "Кодировка=DOS"), "windows-1251");
    expect((await readStatement(bytes)).head.encoding).toBe("windows-1251");
  });
});

describe("what cannot be read is refused by its place", () => {
  test.each<[string, string | RegExp, string, string, number, number]>([
    ["the year 2999", "ДатаПоступило=14.07.2026", "ДатаПоступило=14.07.2999", "bad_date", 24, 15],
    ["30 February", "ДатаПоступило=14.07.2026", "ДатаПоступило=30.02.2026", "bad_date", 24, 15],
    ["a day of letters", "ДатаНачала=30.06.2026", "ДатаНачала=вчера", "bad_date", 7, 12],
    ["a negative amount", "Сумма=1234.50", "Сумма=-1234.50", "bad_amount", 18, 7],
    ["no amount", "Сумма=1234.50", "Сумма=", "bad_amount", 27, 1],
    ["thousandths", "Сумма=1234.50", "Сумма=1234.505", "bad_amount", 18, 7],
    ["too much", "Сумма=1234.50", "Сумма=99999999999999999", "amount_too_large", 18, 7],
    [
      "somebody else's document",
      `ПолучательСчет=${ACCOUNT}`,
      "ПолучательСчет=1",
      "account_differs",
      19,
      16,
    ],
    ["a section in a section", "Номер=1", "СекцияРасчСчет", "unknown_record", 16, 1],
    ["an end without beginning", "Отправитель=Банк", "КонецДокумента", "unknown_record", 4, 1],
    ["words without key", "Номер=1", "слова", "unknown_record", 16, 1],
    [
      "something behind the end",
      "КонецФайла",
      "КонецФайла\r\nСекцияДокумент=x",
      "unknown_record",
      29,
      1,
    ],
    ["no account", /РасчСчет=\d+/g, "РасчСчет=", "bad_account", 5, 1],
    ["cut off", "КонецФайла", "", "truncated_file", 28, 1],
    ["cut off in a document", /КонецДокумента[\s\S]*/, "", "truncated_file", 26, 1],
  ])("%s", async (_, from, to, reason, line, column) => {
    expect(await refusalOf(replaced(from, to))).toMatchObject({ reason, line, column });
  });

  test("a file without account, a document without end", async () => {
    const bare = Buffer.from("1CClientBankExchange\nКодировка=Windows\nКонецФайла\n");
    expect(await refusalOf(bare)).toMatchObject({ reason: "missing_field" });
    const endless = replaced("Номер=1", "Номер=1\r\n".repeat(2000));
    expect(await refusalOf(endless)).toMatchObject({ reason: "record_too_large" });
  });
});

describe("properties", () => {
  test("what is written is read, of any accounts in turn", async () => {
    const accounts = [ACCOUNT, OTHER_ACCOUNT, "2600000003/2010"];
    const arbitrary = fc
      .array(statementArbitrary, { minLength: 1, maxLength: 3 })
      .map((all) => all.map((each, at) => ({ ...each, account: accounts[at] ?? "" })));
    await expectRoundTrip({
      arbitrary: arbitrary.map((all) =>
        // The first account that moves flows, the others wait.
        [...all].sort((a, b) => Number(b.movements.length > 0) - Number(a.movements.length > 0)),
      ),
      write: (statements) => writeOneC(statements, { encoding: "utf-8" }),
      carries: ({ bookedOn, amountMinor, counterAccount, counterName, message }) => ({
        bookedOn,
        amountMinor,
        counterAccount,
        counterName,
        message,
      }),
    });
  });

  const sample = writeOneC([
    statement({ movements: [IN, OUT] }),
    statement({ account: OTHER_ACCOUNT }),
  ]);

  test("any pieces are the same file", async () => {
    await expectSameInAnyPieces(sample);
  });

  test("a spoilt file ends", async () => {
    await expectToSurviveSpoiling(sample);
  });
});
