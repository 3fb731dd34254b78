import { describe, expect, test } from "vitest";
import type { ImportKind } from "@/db/values/imports";
import { processCatalogue } from "@/server/domain/workflow";
import { CONFIDENT, guessMapping } from "./guess-mapping";
import { findHeader, type HeaderMerge } from "./header-row";
import { type ColumnMapping, type DataField, headerSignature, type MappingTarget } from "./mapping";
import type { RawCell } from "./raw-cell";
import { editDistance, synonymIndex } from "./synonyms";

const FIELDS: readonly DataField[] =
  processCatalogue().categories.find(({ category }) => category === "collection")?.fields ?? [];

function short(target: MappingTarget): string {
  if (target.to === "ignore") return "-";
  return target.to === "extra"
    ? `+${target.name}`
    : target.to === "field"
      ? `#${target.key}`
      : target.key;
}

function guess(kind: ImportKind, headers: string[], samples: RawCell[][] = [], more = {}) {
  return guessMapping({ kind, headers, samples, fields: kind === "cases" ? FIELDS : [], ...more });
}

function targets(kind: ImportKind, headers: string[], samples: RawCell[][] = []): string[] {
  return guess(kind, headers, samples).columns.map(({ target }) => short(target));
}

describe("by name", () => {
  test("the sheets of the manual", () => {
    const cases = "RefNo Kategorie Stav Vztah CeleJmeno RC Ulice PSC Obec Email Telefon".split(" ");
    const read = guess("cases", cases);
    expect(read.columns.map(({ target }) => short(target))).toEqual([
      "refNo",
      "category",
      "state",
      "role",
      "fullName",
      "birthNumber",
      "street",
      "postalCode",
      "city",
      "emails",
      "phones",
    ]);
    expect(read.missing).toEqual([]);
    expect(read.columns.every(({ confidence }) => confidence >= CONFIDENT)).toBe(true);
    expect(targets("claims", ["RefNo", "VS", "Splatnost", "Částka", "Uhrazeno"])).toEqual([
      "refNo",
      "variableSymbol",
      "dueOn",
      "principal",
      "paid",
    ]);
    expect(targets("payments", ["RefNo", "VS", "Uhrazeno"])).toEqual([
      "refNo",
      "variableSymbol",
      "amount",
    ]);
  });

  test.each<[ImportKind, string, string]>([
    ["cases", "Č. případu", "refNo"],
    ["cases", "číslo PŘÍPADU", "refNo"],
    ["cases", "Sp. zn.", "refNo"],
    ["cases", "Jméno a příjmení", "fullName"],
    ["cases", "Příjmení a jméno", "fullName"],
    ["cases", "Dlužník", "fullName"],
    ["cases", "Jméno", "fullName"],
    ["cases", "Rodné číslo", "birthNumber"],
    ["cases", "R.Č.", "birthNumber"],
    ["cases", "IČ", "registrationNo"],
    ["cases", "IČO", "registrationNo"],
    ["cases", "IČO věřitele", "creditorRegistrationNo"],
    ["cases", "Psč", "postalCode"],
    ["cases", "Město", "city"],
    ["cases", "Mobil", "phones"],
    ["cases", "Telefon 2", "phones"],
    ["cases", "E-mail dlužníka", "emails"],
    ["cases", "Datová schránka", "dataBoxId"],
    ["cases", "Dat. nar.", "birthOn"],
    ["cases", "Sídlo", "seatAddress"],
    ["cases", "Ulice (sídlo)", "seatStreet"],
    ["cases", "Doručovací adresa", "contactAddress"],
    ["cases", "Stát", "country"],
    ["cases", "Stav", "state"],
    ["cases", "Řešitel", "owner"],
    ["cases", "Meno a priezvisko", "fullName"],
    ["cases", "Dátum narodenia", "birthOn"],
    ["cases", "Debtor name", "fullName"],
    ["cases", "Должник", "fullName"],
    ["cases", "Rodné čílso", "birthNumber"],
    ["cases", "Telefoní číslo", "phones"],
    ["cases", "Číslo smlouvy", "#contractNo"],
    ["cases", "Barva auta", "+Barva auta"],
    ["claims", "Variabilní symbol", "variableSymbol"],
    ["claims", "Jistina (Kč)", "principal"],
    ["claims", "Dlužná částka", "principal"],
    ["claims", "Zaplaceno", "paid"],
    ["claims", "Datum splatnosti", "dueOn"],
    ["claims", "Číslo faktury", "claimTitle"],
    ["claims", "Barva auta", "-"],
    ["payments", "Datum platby", "paidOn"],
    ["payments", "Datum", "paidOn"],
    ["payments", "Částka", "amount"],
    ["payments", "Zpráva pro příjemce", "paymentNote"],
    ["parties", "Poznámka", "partyNote"],
    ["parties", "IČ DPH", "vatId"],
    ["events", "Termín", "taskDue"],
    ["events", "Poznámka", "eventText"],
    ["events", "Výsledek", "result"],
  ])("%s: %s", (kind, header, target) => {
    expect(targets(kind, [header])).toEqual([target]);
  });

  test("a given name only beside a surname", () => {
    expect(targets("parties", ["Jméno", "Příjmení", "Titul"])).toEqual([
      "givenName",
      "surname",
      "titlesBefore",
    ]);
    expect(targets("parties", ["Jméno", "Titul"])).toEqual(["fullName", "titlesBefore"]);
  });

  test("in payments the sheet of claims means what was paid, not what is owed", () => {
    const headers = ["RefNo", "VS", "Splatnost", "Částka", "Uhrazeno"];
    expect(targets("payments", headers)).toEqual(["refNo", "variableSymbol", "-", "-", "amount"]);
  });

  test("what is required and missing", () => {
    expect(guess("claims", ["VS", "Částka"]).missing).toEqual([["refNo"], ["dueOn"]]);
    expect(guess("payments", ["Jméno"]).missing).toEqual([["refNo", "variableSymbol"], ["amount"]]);
  });
});

describe("two columns of one name", () => {
  test("share a target that takes several", () => {
    const read = guess("cases", ["RefNo", "Telefon", "Telefon", "E-mail", "E-mail 2"]);
    expect(read.columns.map(({ target }) => short(target)).slice(1)).toEqual([
      "phones",
      "phones",
      "emails",
      "emails",
    ]);
    expect(read.columns.map(({ isRepeated }) => isRepeated)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test("otherwise the second becomes data under a name of its own, and is flagged", () => {
    const { columns } = guess("cases", ["RefNo", "Obec", "Obec", "Barva", "Barva"]);
    expect(columns.map(({ target }) => short(target))).toEqual([
      "refNo",
      "city",
      "+Obec (2)",
      "+Barva",
      "+Barva (2)",
    ]);
    expect(columns.filter(({ isRepeated }) => isRepeated)).toHaveLength(4);
  });
});

describe("by values", () => {
  const phones = ["+420 777 123 456", "+420 602 111 222", "+421 905 111 222", null];
  const emails = ["a@b.cz", "c@d.cz", null, "e@f.cz"];
  const rows = phones.map((phone, at) => [phone, emails[at] ?? null, `x${at}`]);

  test("unknown and unnamed headers are told by what stands below", () => {
    const { columns } = guess("cases", ["Spojení", "", "Kód"], rows);
    expect(columns.map(({ target }) => short(target))).toEqual(["phones", "emails", "+Kód"]);
    expect(columns[0]).toMatchObject({ reason: "values" });
    expect(columns[0]?.confidence).toBeLessThan(CONFIDENT);
  });

  test("a name that its values contradict is doubted", () => {
    const right = guess("cases", ["IČO"], [["00177041"], ["45244782"], ["27082440"]]);
    const wrong = guess("cases", ["IČO"], [["a@b.cz"], ["c@d.cz"], ["e@f.cz"]]);
    expect(right.columns[0]).toMatchObject({ confidence: 1, reason: "exact" });
    expect(wrong.columns[0]?.confidence).toBeLessThan(CONFIDENT);
  });

  test("Adresa is the whole address or only the street", () => {
    const whole = [
      ["Dlouhá 1, 110 00 Praha 1"],
      ["Lhota 5, 397 01 Písek"],
      ["Krátká 2, 60200 Brno"],
    ];
    expect(targets("cases", ["Adresa"], whole)).toEqual(["address"]);
    const split = [
      ["Dlouhá 1", "110 00", "Praha"],
      ["Krátká 2", "602 00", "Brno"],
      ["Lhota 5", "397 01", "Písek"],
    ];
    expect(targets("cases", ["Adresa", "PSČ", "Město"], split)).toEqual([
      "street",
      "postalCode",
      "city",
    ]);
  });

  test("unnamed columns without a shape are left out", () => {
    const { columns } = guess("cases", ["RefNo", ""], [["1", "x"]]);
    expect(columns[1]).toMatchObject({ target: { to: "ignore" }, reason: "unnamed" });
  });
});

describe("remembered", () => {
  const remembered: ColumnMapping[] = [
    { column: 0, header: "Kód", target: { to: "column", key: "refNo" } },
    { column: 1, header: "RefNo", target: { to: "extra", name: "Značka věřitele" } },
    { column: 2, header: "Telefon", target: { to: "ignore" } },
  ];

  test("wins over every guess, whatever the order of the columns", () => {
    const headers = ["telefon", "REFNO", "Kod", "Email"];
    const { columns } = guess("cases", headers, [], { remembered });
    expect(columns.map(({ target }) => short(target))).toEqual([
      "-",
      "+Značka věřitele",
      "refNo",
      "emails",
    ]);
    expect(columns[2]).toMatchObject({ reason: "remembered", confidence: 1 });
  });

  test("its key is blind to order, case and diacritics, and short", () => {
    const key = headerSignature(["RefNo", "Jméno", "PSČ"]);
    expect(headerSignature(["psc", "JMENO", "Ref No", ""])).toBe(key);
    expect(headerSignature(["RefNo", "Jméno"])).not.toBe(key);
    expect(
      headerSignature(Array.from({ length: 1000 }, (_, n) => `Sloupec ${n}`)).length,
    ).toBeLessThan(20);
  });
});

describe("the header row", () => {
  function header(rows: RawCell[][], merges: HeaderMerge[] = [], kind: ImportKind = "cases") {
    const rowNumbers = rows.map((_, at) => at + 1);
    return findHeader({ rows, rowNumbers, merges }, synonymIndex(kind, FIELDS));
  }

  const names = ["RefNo", "Jméno a příjmení", "PSČ"];
  const data = ["1/2026", "Jan Novák", "110 00"];

  test("the first row, mostly", () => {
    expect(header([names, data])).toMatchObject({ rowNumber: 1, headers: names, isSure: true });
  });

  test("titles and blank-looking rows above are passed over", () => {
    const found = header([
      ["Soupis dlužníků k 31. 1. 2026"],
      ["Věřitel:", "Alfa, a.s."],
      names,
      data,
    ]);
    expect(found).toMatchObject({ index: 2, rowNumber: 3, headers: names });
  });

  test("row numbers are those of the sheet", () => {
    const start = { rows: [["Titulek"], names, data], rowNumbers: [2, 5, 6], merges: [] };
    expect(findHeader(start, synonymIndex("cases", []))?.rowNumber).toBe(5);
  });

  test("unknown headers are found by their look, without certainty", () => {
    const rows = [
      ["Barva", "Tvar", "Vůně"],
      ["červená", 5, { date: 46053 }],
      ["modrá", 6, 7],
    ];
    expect(header(rows)).toMatchObject({ rowNumber: 1, isSure: false });
  });

  test("merged cells: names from above, names for neighbours, titles that tell twins apart", () => {
    const rows: RawCell[][] = [
      ["RefNo", "Trvalá adresa", null, "Sídlo", null, "Telefon", null],
      [null, "Ulice", "PSČ", "Ulice", "PSČ", null, null],
      ["1", "Dlouhá 1", "11000", "Krátká 2", "60200", "777123456", "602123456"],
    ];
    const merges: HeaderMerge[] = [
      { rowNumber: 1, rows: 2, column: 0, columns: 1 },
      { rowNumber: 1, rows: 1, column: 1, columns: 2 },
      { rowNumber: 1, rows: 1, column: 3, columns: 2 },
      { rowNumber: 1, rows: 2, column: 5, columns: 2 },
    ];
    const found = header(rows, merges);
    expect(found).toMatchObject({
      rowNumber: 2,
      headers: [
        "RefNo",
        "Trvalá adresa: Ulice",
        "Trvalá adresa: PSČ",
        "Sídlo: Ulice",
        "Sídlo: PSČ",
        "Telefon",
        "Telefon",
      ],
    });
    expect(targets("cases", found?.headers ?? [])).toEqual([
      "refNo",
      "street",
      "postalCode",
      "seatStreet",
      "seatPostalCode",
      "phones",
      "phones",
    ]);
  });

  test("a sheet without any header has none", () => {
    expect(header([])).toBeNull();
    expect(
      header([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toBeNull();
  });
});

test("distance of words", () => {
  expect(editDistance("splatnost", "splatnsot", 2)).toBe(1);
  expect(editDistance("jmeno", "jmena", 2)).toBe(1);
  expect(editDistance("abc", "abc", 2)).toBe(0);
  expect(editDistance("abcdef", "ghijkl", 2)).toBe(3);
});
