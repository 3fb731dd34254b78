/** What a column of an export may hold. */
export type CsvField =
  | "account"
  | "bookedOn"
  | "amount"
  | "currency"
  | "counterAccount"
  | "counterBank"
  | "counterName"
  | "variableSymbol"
  | "specificSymbol"
  | "constantSymbol"
  | "bankId"
  | "instructionId";

/** One bank's export. Names are folded: lower case, no diacritics. */
export type CsvBank = {
  /** For accounts that are given without it. */
  code: string;
  /** Names that all stand in the header of this export, and of no other above it in the list. */
  signature: readonly string[];
  /** Names of the column, the usual one first; banks change them. */
  columns: Partial<Record<CsvField, readonly string[]>>;
  /** All that was said, in the order of telling. */
  message: readonly string[];
  /** What is told where nothing was said. */
  operation: readonly string[];
};

const SHORT_SYMBOLS = { variableSymbol: ["vs"], specificSymbol: ["ss"], constantSymbol: ["ks"] };

const LONG_SYMBOLS = {
  variableSymbol: ["variabilni symbol"],
  specificSymbol: ["specificky symbol"],
  constantSymbol: ["konstantni symbol"],
};

export const CSV_BANKS: readonly CsvBank[] = [
  {
    // Fio, of the API and of internet banking
    code: "2010",
    signature: ["id operace", "datum", "objem"],
    columns: {
      ...SHORT_SYMBOLS,
      bookedOn: ["datum"],
      amount: ["objem"],
      currency: ["mena"],
      counterAccount: ["protiucet"],
      counterBank: ["kod banky"],
      counterName: ["nazev protiuctu"],
      // Column 22 of the API: the one id in all these exports that is known to name a movement.
      bankId: ["id operace"],
      instructionId: ["id pokynu"],
    },
    message: ["zprava pro prijemce", "uzivatelska identifikace", "komentar", "poznamka"],
    operation: ["typ"],
  },
  {
    // Raiffeisenbank
    code: "5500",
    signature: ["datum zauctovani", "cislo uctu", "zauctovana castka"],
    columns: {
      ...SHORT_SYMBOLS,
      account: ["cislo uctu"],
      bookedOn: ["datum zauctovani"],
      amount: ["zauctovana castka"],
      currency: ["mena uctu"],
      counterAccount: ["cislo protiuctu"],
      counterName: ["nazev protiuctu"],
    },
    message: ["zprava", "poznamka"],
    operation: ["nazev obchodnika", "typ transakce"],
  },
  {
    // Moneta
    code: "0600",
    signature: ["cislo uctu", "iban", "cislo protiuctu", "banka protiuctu", "splatnost", "castka"],
    columns: {
      ...LONG_SYMBOLS,
      account: ["cislo uctu"],
      bookedOn: ["splatnost"],
      amount: ["castka"],
      currency: ["mena"],
      counterAccount: ["cislo protiuctu"],
      counterBank: ["banka protiuctu"],
      counterName: ["nazev uctu prijemce", "nazev protiuctu"],
    },
    message: ["zprava pro prijemce", "poznamka pro me", "poznamka"],
    operation: ["popis platby", "popis 1", "typ transakce"],
  },
  {
    // ČSOB, of Era and of today
    code: "0300",
    signature: ["cislo uctu", "datum zauctovani", "castka", "mena", "zustatek"],
    columns: {
      ...LONG_SYMBOLS,
      account: ["cislo uctu"],
      bookedOn: ["datum zauctovani"],
      amount: ["castka"],
      currency: ["mena"],
      counterAccount: ["cislo uctu protiuctu", "cislo protiuctu"],
      counterBank: ["kod banky protiuctu", "kod banky"],
      counterName: ["nazev uctu protiuctu", "jmeno protistrany", "nazev protiuctu"],
    },
    message: ["zprava", "poznamka", "vlastni poznamka"],
    operation: ["oznaceni operace"],
  },
  {
    // KB+
    code: "0100",
    signature: ["datum zauctovani", "protistrana", "castka", "mena", "identifikace transakce"],
    columns: {
      ...SHORT_SYMBOLS,
      bookedOn: ["datum zauctovani"],
      amount: ["castka"],
      currency: ["mena"],
      counterAccount: ["protistrana"],
      counterName: ["nazev protiuctu"],
    },
    message: ["zprava pro prijemce", "popis pro me"],
    operation: ["typ transakce"],
  },
  {
    // Komerční banka, MojeBanka
    code: "0100",
    signature: [
      "datum splatnosti",
      "datum odepsani z jine banky",
      "protiucet a kod banky",
      "castka",
    ],
    columns: {
      ...SHORT_SYMBOLS,
      bookedOn: ["datum splatnosti"],
      amount: ["castka"],
      counterAccount: ["protiucet a kod banky"],
      counterName: ["nazev protiuctu"],
    },
    message: ["popis pro prijemce", "av pole 1", "av pole 2", "av pole 3", "av pole 4"],
    operation: ["popis prikazce", "systemovy popis"],
  },
];

/** What stands above the header, as pairs of label and value. */
export type PreambleField =
  | "account"
  | "bank"
  | "iban"
  | "currency"
  | "opening"
  | "closing"
  | "from"
  | "to"
  | "count";

export const PREAMBLE_LABELS: ReadonlyMap<string, PreambleField> = new Map([
  ["cislo uctu", "account"],
  ["accountid", "account"],
  ["bankid", "bank"],
  ["iban", "iban"],
  ["mena uctu / hlavni mena uctu", "currency"],
  ["mena uctu", "currency"],
  ["mena", "currency"],
  ["currency", "currency"],
  ["pocatecni zustatek", "opening"],
  ["openingbalance", "opening"],
  ["konecny zustatek", "closing"],
  ["closingbalance", "closing"],
  ["vypis od", "from"],
  ["datestart", "from"],
  ["vypis do", "to"],
  ["dateend", "to"],
  ["pocet polozek", "count"],
]);

/** What stands above it in sentences, folded; the groups are what they say. */
export const PREAMBLE_SENTENCES: readonly [RegExp, readonly (PreambleField | "number")[]][] = [
  [/\buctu "?(\d[\d-]*\/\d{4})\b/, ["account"]],
  [/^vypis c\. (\d+)\/\d{4}\b/, ["number"]],
  [/^obdobi:? (\d[\d. ]+\d) - (\d[\d. ]+\d)/, ["from", "to"]],
  [/^pocatecni stav uctu k (\d[\d. ]+\d):? (.*)$/, ["from", "opening"]],
  [/^kon(?:cov|ecn)y stav uctu k (\d[\d. ]+\d):? (.*)$/, ["to", "closing"]],
];
