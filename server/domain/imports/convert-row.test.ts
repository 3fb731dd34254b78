import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportKind } from "@/db/values/imports";
import { processCatalogue } from "@/server/domain/workflow";
import { LOCALES } from "@/server/kernel/locale";
import { type ConvertOptions, compileConverter } from "./convert-row";
import { guessMapping } from "./guess-mapping";
import type { RawCell } from "./raw-cell";
import { splitAddress } from "./split-address";
import type { StagedRow } from "./staged-row";

const PROCESSES = processCatalogue().categories;
const OPTIONS: Omit<ConvertOptions, "kind"> = {
  date1904: false,
  today: "2026-03-01",
  homeCountry: "CZ",
  currency: "CZK",
  processes: PROCESSES,
  category: "collection",
};

type Sheet = Record<string, RawCell>;

/** Converts one row given by its headers, as guessed. */
function convert<Kind extends ImportKind>(kind: Kind, sheet: Sheet, options = {}) {
  const headers = Object.keys(sheet);
  const fields = PROCESSES.flatMap((process) => process.fields);
  const { columns } = guessMapping({ kind, headers, samples: [], fields });
  const converted = compileConverter(columns, { ...OPTIONS, ...options, kind })(
    Object.values(sheet),
  );
  const record = converted.record as Extract<StagedRow, { kind: Kind }>;
  const codes = converted.findings.map(({ severity, code }) => `${severity[0]}:${code}`);
  return { ...converted, record, codes };
}

const CLAIM: Sheet = { RefNo: "1/2026", VS: "0012", Splatnost: "31. 1. 2026", Částka: "1 234,50" };
const CASE: Sheet = { RefNo: "1/2026", CeleJmeno: "Jan Novák" };

describe("amounts", () => {
  test.each<[RawCell, number]>([
    ["1 234,50", 123_450],
    ["1\u00a0234,50", 123_450],
    ["1.234,50 Kč", 123_450],
    ["5 000,-", 500_000],
    [1234.5, 123_450],
    [0.1 + 0.2, 30],
    ["12,5", 1250],
  ])("%j", (cell, minor) => {
    const { record, codes } = convert("claims", { ...CLAIM, Částka: cell });
    expect(record.principalMinor).toBe(minor);
    expect(codes).toEqual([]);
  });

  test("what is no amount is named, with the column and the value", () => {
    const { findings, hasErrors } = convert("claims", { ...CLAIM, Částka: "dvě stě" });
    expect(hasErrors).toBe(true);
    expect(findings).toEqual([
      {
        column: 3,
        header: "Částka",
        value: "dvě stě",
        severity: "error",
        code: "kernel.money_not_a_number",
        params: { value: "dvě stě" },
      },
    ]);
  });

  test("an amount that Excel took for a date is refused, not guessed", () => {
    const { codes, record } = convert("claims", { ...CLAIM, Částka: { date: 46053 } });
    expect(codes).toEqual(["e:imports.turned_into_date"]);
    expect(record.principalMinor).toBeNull();
  });

  test("signs and sums", () => {
    expect(convert("claims", { ...CLAIM, Částka: -5 }).codes).toEqual([
      "e:imports.amount_negative",
    ]);
    expect(convert("claims", { ...CLAIM, Částka: 0 }).codes).toEqual(["e:imports.amount_zero"]);
    expect(convert("claims", { ...CLAIM, Uhrazeno: "2 000" }).codes).toEqual([
      "w:imports.paid_over_debt",
    ]);
    const { record } = convert("claims", { ...CLAIM, Částka: 0, Poplatek: 500, Náklady: "1,00" });
    expect(record).toMatchObject({ principalMinor: 0, feeMinor: 50_000, costsMinor: 100 });
    expect(convert("payments", { VS: "12", Uhrazeno: 0 }).codes).toEqual(["e:imports.amount_zero"]);
  });

  test("currencies: of the column, of the cell, of the import; never two", () => {
    expect(convert("claims", { ...CLAIM, Měna: "€" }).record.currency).toBe("EUR");
    expect(convert("claims", { ...CLAIM, Částka: "10 EUR" }).record.currency).toBe("EUR");
    expect(convert("claims", CLAIM, { currency: "EUR" }).record.currency).toBe("EUR");
    expect(convert("claims", { ...CLAIM, Částka: "10 Kč", Uhrazeno: "5 €" }).codes).toContain(
      "e:imports.currencies_differ",
    );
    expect(convert("claims", { ...CLAIM, Měna: "USD" }).codes).toEqual([
      "e:imports.unknown_currency",
    ]);
  });
});

describe("days", () => {
  test.each<[RawCell, boolean, string]>([
    ["31. 1. 2026", false, "2026-01-31"],
    ["31.01.2026", false, "2026-01-31"],
    ["2026-01-31", false, "2026-01-31"],
    [46053, false, "2026-01-31"],
    [44591, true, "2026-01-31"],
    // A cell known as a date has been converted by the reader already.
    [{ date: 46053 }, true, "2026-01-31"],
    [{ date: 46053.75 }, false, "2026-01-31"],
  ])("%j, 1904: %s", (cell, date1904, day) => {
    const { record, codes } = convert("claims", { ...CLAIM, Splatnost: cell }, { date1904 });
    expect(record.dueOn).toBe(day);
    expect(codes).toEqual([]);
  });

  test("impossible ones are errors, odd ones warnings", () => {
    expect(convert("claims", { ...CLAIM, Splatnost: "31. 2. 2026" }).codes).toEqual([
      "e:kernel.day_does_not_exist",
    ]);
    expect(convert("claims", { ...CLAIM, "Datum vystavení": "1. 2. 2026" }).codes).toEqual([
      "w:imports.due_before_issue",
    ]);
    const payment = { RefNo: "1", Uhrazeno: 5, Datum: "1. 4. 2026" };
    expect(convert("payments", payment).codes).toEqual(["w:imports.paid_in_future"]);
  });

  test("tasks keep the time of day", () => {
    const task = { RefNo: "1", Popis: "Zavolat", Termín: "5. 2. 2026 14:05" as RawCell };
    expect(convert("events", task).record).toMatchObject({
      eventKind: "task",
      dueAt: "2026-02-05T14:05",
    });
    expect(convert("events", { ...task, Termín: { date: 46058.5 } }).record.dueAt).toBe(
      "2026-02-05T12:00",
    );
    expect(convert("events", { RefNo: "1", Poznámka: "Volal" }).record).toMatchObject({
      eventKind: "note",
      text: "Volal",
      dueAt: null,
    });
  });
});

describe("identifiers", () => {
  test("a RefNo as text or number; one that became a date is refused", () => {
    expect(convert("claims", { ...CLAIM, RefNo: 123 }).record.refNo).toBe("123");
    expect(convert("claims", { ...CLAIM, RefNo: " 12 / 2026 " }).record.refNo).toBe("12/2026");
    expect(convert("claims", { ...CLAIM, RefNo: { date: 46357 } }).codes).toEqual([
      "e:imports.turned_into_date",
    ]);
    expect(convert("claims", { ...CLAIM, RefNo: "A-12" }).codes).toEqual([
      "e:kernel.ref_no_bad_shape",
    ]);
  });

  test("IČO with eaten zeros is whole again", () => {
    expect(convert("parties", { Název: "Hasiči, z.s.", IČO: 177041 }).record.party).toMatchObject({
      registrationNo: "00177041",
      kind: "legal_entity",
    });
  });

  test("PSČ as text, number, of four digits", () => {
    const code = (cell: RawCell) => {
      const sheet = { ...CASE, PSC: cell };
      return convert("cases", sheet).record.party?.addresses[0];
    };
    expect(code("110 00")).toMatchObject({ postalCode: "11000", country: "CZ" });
    expect(code(39701)).toMatchObject({ postalCode: "39701" });
    expect(code(4001)).toMatchObject({ postalCode: "04001", country: "SK" });
    const foreign = convert("cases", { ...CASE, PSC: "SW1A 1AA" });
    expect(foreign.codes).toEqual(["w:kernel.postal_code_bad_shape"]);
    expect(foreign.record.party?.addresses[0]?.postalCode).toBe("SW1A 1AA");
  });

  test("VS keeps its zeros as text and is doubted as a number", () => {
    expect(convert("claims", CLAIM).record.variableSymbol).toBe("0012");
    const numeric = convert("claims", { ...CLAIM, VS: 12 });
    expect(numeric.record.variableSymbol).toBe("12");
    expect(numeric.codes).toEqual(["w:kernel.variable_symbol_zeros_lost"]);
    expect(convert("claims", { ...CLAIM, VS: "1,23E+10" }).codes).toEqual([
      "e:kernel.variable_symbol_scientific",
    ]);
  });

  test.each<[RawCell, string]>([
    ["800101/9114", "8001019114"],
    ["8001019114", "8001019114"],
    ["800101 9114", "8001019114"],
    [8001019114, "8001019114"],
  ])("birth number %j", (cell, value) => {
    const { record, codes } = convert("cases", { ...CASE, RC: cell });
    expect(record.party).toMatchObject({ birthNumber: value, birthOn: "1980-01-01", sex: "male" });
    expect(codes).toEqual([]);
  });

  test("a wrong birth number is an error that does not repeat it", () => {
    const { findings, codes } = convert("cases", { ...CASE, RC: "800101/9115" });
    expect(codes).toEqual(["e:kernel.birth_number_bad_check"]);
    expect(JSON.stringify(findings)).not.toContain("9115");
  });

  test("a birth date in its place is a birth date", () => {
    for (const cell of ["1. 1. 1980", { date: 29221 }]) {
      const { record, codes } = convert("cases", { ...CASE, RC: cell });
      expect(record.party).toMatchObject({ birthNumber: null, birthOn: "1980-01-01" });
      expect(codes).toEqual(["w:imports.birth_number_is_date"]);
    }
    const both = { ...CASE, RC: "800101/9114", "Datum narození": "2. 1. 1980" };
    expect(convert("cases", both).codes).toEqual(["w:imports.birth_date_differs"]);
  });
});

describe("formulas and blanks", () => {
  test("an error of a formula is told, as is a formula without result", () => {
    expect(convert("claims", { ...CLAIM, Částka: { error: "#N/A" } }).findings).toMatchObject([
      { code: "imports.formula_error", params: { error: "#N/A" }, header: "Částka", value: "#N/A" },
    ]);
    expect(convert("claims", { ...CLAIM, VS: { error: "#NOT_COMPUTED" } }).codes).toEqual([
      "e:imports.formula_not_computed",
    ]);
    // The name column itself fails: that it is missing need not be said as well.
    expect(convert("cases", { ...CASE, CeleJmeno: { error: "#REF!" } }).codes).toEqual([
      "e:imports.formula_error",
    ]);
  });

  test("what is required is asked for, in its column where there is one", () => {
    expect(convert("claims", { ...CLAIM, RefNo: " " }).findings).toMatchObject([
      { column: 0, header: "RefNo", value: " ", code: "imports.required_missing" },
    ]);
    expect(convert("payments", { RefNo: null, VS: "", Uhrazeno: 5 }).codes).toEqual([
      "e:imports.case_or_symbol_missing",
    ]);
    expect(convert("cases", { ...CASE, CeleJmeno: null }).codes).toEqual([
      "e:imports.name_missing",
    ]);
    expect(convert("cases", CASE, { category: null }).codes).toEqual([
      "e:imports.required_missing",
    ]);
  });

  test("a short row is a row of blanks", () => {
    const mapping = guessMapping({
      kind: "claims",
      headers: Object.keys(CLAIM),
      samples: [],
      fields: [],
    }).columns;
    const row = compileConverter(mapping, { ...OPTIONS, kind: "claims" });
    expect(row(["1"]).findings.map(({ header }) => header)).toEqual(["Splatnost", "Částka"]);
  });

  test("one row leaves nothing behind for the next", () => {
    const mapping = guessMapping({
      kind: "cases",
      headers: ["RefNo", "CeleJmeno", "Telefon", "Barva"],
      samples: [],
      fields: [],
    }).columns;
    const row = compileConverter(mapping, { ...OPTIONS, kind: "cases" });
    row(["1", "Jan Novák", "777123456", "modrá"]);
    const second = row(["2", "Eva Malá"]);
    expect(second.record).toMatchObject({ refNo: "2", extraFields: [], party: { phones: [] } });
    expect(second.findings).toEqual([]);
  });
});

describe("cases", () => {
  test("the sheet of the manual", () => {
    const { record, codes } = convert("cases", {
      RefNo: "123/2026",
      Kategorie: "inkaso",
      Stav: "MimoSoud",
      Vztah: "POVINNÝ",
      CeleJmeno: "Ing. Jan Novák, Ph.D.",
      RC: "800101/9114",
      Ulice: "Dlouhá 12/3",
      PSC: "110 00",
      Obec: "Praha 1",
      Email: "jan@example.cz; jan2@example.cz",
      Telefon: "777 123 456, 222 333 444",
    });
    expect(codes).toEqual([]);
    expect(record).toMatchObject({
      refNo: "123/2026",
      category: "collection",
      state: "amicable",
      role: "debtor",
      party: {
        kind: "natural_person",
        fullName: "Ing. Jan Novák, Ph.D.",
        titlesBefore: "Ing.",
        givenName: "Jan",
        surname: "Novák",
        titlesAfter: "Ph.D.",
        emails: ["jan@example.cz", "jan2@example.cz"],
        phones: [
          { e164: "+420777123456", kind: "mobile" },
          { e164: "+420222333444", kind: "landline" },
        ],
        addresses: [
          {
            kind: "main",
            street: "Dlouhá 12/3",
            city: "Praha 1",
            postalCode: "11000",
            country: "CZ",
          },
        ],
      },
    });
  });

  test("names of another language, and names that nobody knows", () => {
    const english = { ...CASE, Category: "Debt collection", Role: "Guarantor" };
    expect(convert("cases", english).record).toMatchObject({
      category: "collection",
      role: "guarantor",
    });
    expect(convert("cases", { ...CASE, Kategorie: "Houby", Stav: "nový" }).codes).toEqual([
      "e:imports.unknown_category",
    ]);
    expect(convert("cases", { ...CASE, Stav: "Ztracený", Vztah: "Kmotr" }).codes).toEqual([
      "e:imports.unknown_state",
      "e:imports.unknown_role",
    ]);
  });

  test("the category stands before what depends on it, wherever its column is", () => {
    const { record, codes } = convert("cases", {
      ...CASE,
      Vztah: "Klient",
      Kategorie: "Advokátní spis",
    });
    expect(codes).toEqual([]);
    expect(record).toMatchObject({ category: "legal-file", role: "client" });
  });

  test("fields of the process are typed, other columns are free data", () => {
    const { record, codes } = convert("cases", {
      ...CASE,
      "Číslo smlouvy": 9_000_700_001,
      "Datum smlouvy": { date: 46053 },
      "Původní výše dluhu": "12 500,-",
      Spotřebitel: "ano",
      Produkt: "Půjčka",
      "Odměna (%)": "12,5 %",
      Barva: 1.5,
      Kontrola: { date: 46053 },
      Prázdno: "",
    });
    expect(codes).toEqual([]);
    expect(record.fields).toEqual({
      contractNo: "9000700001",
      contractOn: "2026-01-31",
      originalDebtMinor: 1_250_000,
      isConsumer: true,
      product: "consumer-credit",
      commissionPercent: 12.5,
    });
    expect(record.extraFields).toEqual([
      ["Barva", "1,5"],
      ["Kontrola", "31. 1. 2026"],
    ]);
    const wrong = { ...CASE, Spotřebitel: "snad", Produkt: "Rohlík", "Odměna (%)": "moc" };
    expect(convert("cases", wrong).codes).toEqual([
      "e:imports.unknown_value",
      "e:imports.unknown_value",
      "e:imports.not_a_number",
    ]);
  });

  test("a field of another category is kept as free data", () => {
    const { record } = convert("cases", { ...CASE, "Číslo smlouvy": "7" }, { category: "auction" });
    expect(record.extraFields).toEqual([["Číslo smlouvy", "7"]]);
  });

  test("group, tags, creditor", () => {
    const { record } = convert("cases", {
      ...CASE,
      Skupina: "ALFA",
      Štítky: "VIP; nekontaktovat;VIP",
      Věřitel: "Alfa, a.s.",
      "IČO věřitele": 177041,
      Řešitel: "eva@agentura.cz",
    });
    expect(record).toMatchObject({
      groupCode: "ALFA",
      tags: ["VIP", "nekontaktovat"],
      creditorName: "Alfa, a.s.",
      creditorRegistrationNo: "00177041",
      owner: "eva@agentura.cz",
    });
  });
});

describe("parties", () => {
  const party = (sheet: Sheet) => convert("parties", sheet).record.party;

  test.each<[Sheet, object]>([
    [{ Název: "Alfa Energie, a.s." }, { kind: "legal_entity", fullName: "Alfa Energie, a.s." }],
    [
      { Firma: "ALFA SERVIS", IČO: "27082440" },
      { kind: "legal_entity", fullName: "ALFA SERVIS" },
    ],
    [
      { Jméno: "Jan Novák", IČO: "45244782" },
      { kind: "sole_trader", surname: "Novák" },
    ],
    [{ Jméno: "Jan Novák" }, { kind: "natural_person" }],
    [{ Jméno: "Jan", Příjmení: "Novák", Titul: "Ing." }, { fullName: "Ing. Jan Novák" }],
    [{ Jméno: "Jan Novák", "Typ osoby": "OSVČ" }, { kind: "sole_trader" }],
    [
      { Název: "Jan Novák", "Typ osoby": "PO" },
      { kind: "legal_entity", surname: null },
    ],
  ])("%j", (sheet, expected) => {
    expect(party(sheet)).toMatchObject(expected);
  });

  test("a name with an IČO that is no person's is a company, and said so", () => {
    const { record, codes } = convert("parties", { Jméno: "ALFASERVIS", IČO: "27082440" });
    expect(record.party?.kind).toBe("legal_entity");
    expect(codes).toEqual(["w:imports.company_assumed"]);
  });

  test("addresses in one cell, in parts, of all kinds; house numbers", () => {
    const { record } = convert("parties", {
      Jméno: "Jan Novák",
      Ulice: "Lhota",
      "Č.p.": 15,
      PSČ: "397 01",
      Obec: "Písek",
      Sídlo: "Krátká 2, 602 00 Brno",
      "Doručovací adresa": "811 01 Bratislava, Hlavná 5",
    });
    expect(record.party?.addresses).toEqual([
      { kind: "main", street: "Lhota 15", city: "Písek", postalCode: "39701", country: "CZ" },
      { kind: "seat", street: "Krátká 2", city: "Brno", postalCode: "60200", country: "CZ" },
      {
        kind: "contact",
        street: "Hlavná 5",
        city: "Bratislava",
        postalCode: "81101",
        country: "SK",
      },
    ]);
  });

  test("what cannot be read of contacts is kept in the note, and the row goes in", () => {
    const { record, hasErrors, codes } = convert("parties", {
      Jméno: "Jan Novák",
      Poznámka: "Volat ráno",
      Telefon: "na vrátnici",
      Email: "jan(at)example.cz",
      "Datová schránka": "???",
    });
    expect(hasErrors).toBe(false);
    expect(codes).toHaveLength(3);
    expect(record.party?.note).toBe(
      "Volat ráno\nTelefon: na vrátnici\nEmail: jan(at)example.cz\nDatová schránka: ???",
    );
  });

  test("several columns of telephones join, the same number once", () => {
    const sheet = {
      Jméno: "Jan Novák",
      Telefon: "777123456",
      "Telefon 2": "+420 777 123 456",
      Mobil: 602111222,
    };
    expect(party(sheet)?.phones.map(({ e164 }) => e164)).toEqual([
      "+420777123456",
      "+420602111222",
    ]);
  });

  test.each<[string, string]>([
    ["Slovensko", "SK"],
    ["SK", "SK"],
    ["Česká republika", "CZ"],
    ["ČR", "CZ"],
    ["Rakousko", "AT"],
    ["Germany", "DE"],
    ["Украина", "UA"],
  ])("country %s", (text, country) => {
    expect(party({ Jméno: "Jan Novák", Země: text })?.country).toBe(country);
  });

  test("a Slovak party's telephone is Slovak, wherever its country stands", () => {
    const sheet = { Jméno: "Ján Novák", Telefon: "905 111 222", Krajina: "Slovensko" };
    expect(party(sheet)?.phones[0]?.e164).toBe("+421905111222");
  });
});

test.each<[string, object]>([
  ["Dlouhá 12/3, 110 00 Praha 1", { street: "Dlouhá 12/3", postalCode: "110 00", city: "Praha 1" }],
  ["110 00 Praha 1, Dlouhá 12/3", { street: "Dlouhá 12/3", postalCode: "110 00", city: "Praha 1" }],
  ["Dlouhá 12\n60200 Brno", { street: "Dlouhá 12", postalCode: "60200", city: "Brno" }],
  ["Lhota 15, Písek", { street: "Lhota 15", postalCode: null, city: "Písek" }],
  ["Lhota 15, Písek, 39701", { street: "Lhota 15", postalCode: "39701", city: "Písek" }],
  ["Praha", { street: null, postalCode: null, city: "Praha" }],
  ["Lhota 15", { street: "Lhota 15", postalCode: null, city: null }],
])("address %j", (text, parts) => {
  expect(splitAddress(text)).toEqual(parts);
});

describe("texts", () => {
  const OWN = [
    "read-cell",
    "read-field",
    "convert-row",
    "assemble-row",
    "assemble-party",
    "check-mapping",
  ];
  const codes = new Set(
    OWN.flatMap((file) => {
      const source = readFileSync(join(import.meta.dirname, `${file}.ts`), "utf8");
      return [...source.matchAll(/"imports\.([a-z_]+)"/g)].map((match) => match[1] ?? "");
    }),
  );

  test.each(LOCALES)("every code of a conversion has its text in %s", (locale) => {
    const folder = join(import.meta.dirname, "../../../app/i18n", locale);
    expect(readdirSync(folder)).toContain("imports.json");
    const { errors } = JSON.parse(readFileSync(join(folder, "imports.json"), "utf8"));
    expect(codes.size).toBeGreaterThan(20);
    for (const code of codes) expect(errors[code], code).toMatch(/^[\p{Lu}„“«].*\.$/u);
  });
});
