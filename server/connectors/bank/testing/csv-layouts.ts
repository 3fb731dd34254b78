import { comma } from "./write-mt";
import { dotted } from "./write-one-c";
import { closingMinor, type WrittenMovement, type WrittenStatement } from "./written";

export const CSV_LAYOUTS = [
  "fio",
  "fio-internet",
  "raiffeisen",
  "moneta",
  "moneta-old",
  "csob",
  "csob-era",
  "kb-plus",
  "kb",
] as const;

export type CsvLayout = (typeof CSV_LAYOUTS)[number];

type Cell = (movement: WrittenMovement, statement: WrittenStatement) => string;

/** The header of a bank's export as it is printed, and what stands below. */
type Layout = {
  bank: string;
  isQuoted: boolean;
  preamble: (statement: WrittenStatement) => string[][];
  columns: readonly (readonly [string, Cell])[];
};

const nothing: Cell = () => "";
const day: Cell = ({ bookedOn }) => dotted(bookedOn);
const amount: Cell = ({ amountMinor }) => signed(amountMinor, "");
const currency: Cell = (_, statement) => statement.currency;
const name: Cell = ({ counterName }) => counterName ?? "";
const message: Cell = (movement) => movement.message ?? "";
const account: Cell = ({ counterAccount }) => counterAccount ?? "";
const accountOnly: Cell = ({ counterAccount }) => counterAccount?.split("/")[0] ?? "";
const bankOnly: Cell = ({ counterAccount }) => counterAccount?.split("/")[1] ?? "";
const vs: Cell = ({ variableSymbol }) => (variableSymbol ?? "").padStart(10, "0");
const ss: Cell = ({ specificSymbol }) => specificSymbol ?? "0";
const ks: Cell = ({ constantSymbol }) => constantSymbol?.padStart(4, "0") ?? "";
const own: Cell = (_, statement) => statement.account;
const ownNumber: Cell = (_, statement) => statement.account.split("/")[0] ?? "";
const id: Cell = ({ bankId }) => bankId ?? "";
const balances = (labels: readonly [string, string]) => (statement: WrittenStatement) => [
  [labels[0], signed(statement.openingMinor, "")],
  [labels[1], signed(closingMinor(statement), "")],
];

const FIO_COLUMNS: Layout["columns"] = [
  ["Datum", day],
  ["Objem", amount],
  ["Měna", currency],
  ["Protiúčet", accountOnly],
  ["Název protiúčtu", name],
  ["Kód banky", bankOnly],
  ["Název banky", () => "Banka, a.s."],
  ["KS", ks],
  ["VS", vs],
  ["SS", ss],
  ["Uživatelská identifikace", name],
  ["Zpráva pro příjemce", message],
  ["Typ", () => "Platba"],
  ["ID pokynu", ({ instructionId }) => instructionId ?? ""],
];

const CSOB_SYMBOLS: Layout["columns"] = [
  ["konstantní symbol", ks],
  ["variabilní symbol", vs],
  ["specifický symbol", ss],
  ["označení operace", () => "Platba"],
];

export const LAYOUTS: Readonly<Record<CsvLayout, Layout>> = {
  fio: {
    bank: "2010",
    isQuoted: true,
    preamble: (statement) => [
      ["accountId", statement.account.split("/")[0] ?? ""],
      ["bankId", "2010"],
      ["currency", statement.currency],
      ...balances(["openingBalance", "closingBalance"])(statement),
      ["dateStart", dotted(statement.openedOn)],
      ["dateEnd", dotted(statement.closedOn)],
      [],
    ],
    columns: [["ID operace", id], ...FIO_COLUMNS],
  },
  "fio-internet": {
    bank: "2010",
    isQuoted: true,
    preamble: (statement) => [
      [`Výpis č. ${statement.number}/2026 z účtu "${statement.account}"`],
      ["Majitel účtu: Firma s.r.o., Dlouhá 1, Praha"],
      [`Období: ${dotted(statement.openedOn)} - ${dotted(statement.closedOn)}`],
      [
        `Počáteční stav účtu k ${dotted(statement.openedOn)}: ${signed(statement.openingMinor, " ")} Kč`,
      ],
      [
        `Koncový stav účtu k ${dotted(statement.closedOn)}: ${signed(closingMinor(statement), " ")} Kč`,
      ],
      [],
    ],
    columns: [["ID operace", id], ...FIO_COLUMNS],
  },
  raiffeisen: {
    bank: "5500",
    isQuoted: true,
    preamble: () => [],
    columns: [
      ["Datum provedení", (movement) => `${dotted(movement.valueOn ?? movement.bookedOn)} 14:05`],
      ["Datum zaúčtování", day],
      ["Číslo účtu", ownNumber],
      ["Název účtu", () => "Můj účet"],
      ["Kategorie transakce", nothing],
      ["Číslo protiúčtu", account],
      ["Název protiúčtu", name],
      ["Typ transakce", () => "Platba"],
      ["Zpráva", message],
      ["Poznámka", nothing],
      ["VS", vs],
      ["KS", ks],
      ["SS", ss],
      ["Zaúčtovaná částka", ({ amountMinor }) => signed(amountMinor, " ")],
      ["Měna účtu", currency],
      ["Původní částka a měna", () => "1,00"],
      ["Původní částka a měna", () => "EUR"],
      ["Id transakce", id],
    ],
  },
  moneta: {
    bank: "0600",
    isQuoted: true,
    preamble: () => [],
    columns: [
      ["Číslo účtu", own],
      ["IBAN", nothing],
      ["Číslo protiúčtu", accountOnly],
      ["Banka protiúčtu", bankOnly],
      ["Název účtu příjemce", name],
      ["Splatnost", day],
      ["Odesláno", (movement) => dotted(movement.valueOn ?? movement.bookedOn)],
      ["Částka", amount],
      ["Měna", currency],
      ["Variabilní Symbol", vs],
      ["Specifický Symbol", ss],
      ["Konstantní Symbol", ks],
      ["Zpráva pro příjemce", message],
      ["Poznámka pro mě", nothing],
      ["Popis platby", () => "Platba"],
    ],
  },
  "moneta-old": {
    bank: "0600",
    isQuoted: true,
    preamble: () => [],
    columns: [
      ["Číslo účtu", own],
      ["IBAN", nothing],
      ["Číslo výpisu", () => "1"],
      ["Odesláno", nothing],
      ["Splatnost", day],
      ["Částka", amount],
      ["Měna", currency],
      ["Číslo protiúčtu", accountOnly],
      ["Název protiúčtu", name],
      ["Banka protiúčtu", bankOnly],
      ["Konstantní symbol", ks],
      ["Variabilní Symbol", vs],
      ["Specifický Symbol", ss],
      ["Popis 1", () => "Platba"],
      ["Zpráva pro příjemce", message],
    ],
  },
  csob: {
    bank: "0300",
    isQuoted: false,
    preamble: (statement) => [[`Pohyby na účtu ${statement.account}`], []],
    columns: [
      ["číslo účtu", own],
      ["datum zaúčtování", day],
      ["částka", amount],
      ["měna", currency],
      ["zůstatek", () => "1,00"],
      ["číslo protiúčtu", accountOnly],
      ["kód banky protiúčtu", bankOnly],
      ["jméno protistrany", name],
      ["adresa protistrany", nothing],
      ...CSOB_SYMBOLS,
      ["vlastní poznámka", nothing],
      ["zpráva", message],
    ],
  },
  "csob-era": {
    bank: "0300",
    isQuoted: false,
    preamble: (statement) => [[`Pohyby na účtu na účtu ${statement.account} ze dne 1.1.2026`], []],
    columns: [
      ["číslo účtu", own],
      ["datum zaúčtování", day],
      ["částka", amount],
      ["měna", currency],
      ["zůstatek", () => "1,00"],
      ["číslo účtu protiúčtu", accountOnly],
      ["kód banky protiúčtu", bankOnly],
      ["název účtu protiúčtu", name],
      ...CSOB_SYMBOLS,
      ["ID transakce", id],
      ["poznámka", message],
    ],
  },
  "kb-plus": {
    bank: "0100",
    isQuoted: false,
    preamble: (statement) => [
      ["KB+, vypis v csv. formatu"],
      ["Datum vytvoreni souboru", "23.09.2026"],
      [],
      ["Cislo uctu", statement.account.split("/")[0] ?? ""],
      ["Mena uctu / Hlavni mena uctu", statement.currency],
      ["IBAN", "CZ123123123"],
      ["Vypis od", dotted(statement.openedOn)],
      ["Vypis do", dotted(statement.closedOn)],
      ["Pocet polozek", String(statement.movements.length)],
      ["Mena", "CZK", "EUR", "USD"],
      ...balances(["Pocatecni zustatek", "Konecny zustatek"])(statement),
      [],
    ],
    columns: [
      ["Datum zauctovani", day],
      ["Datum provedeni", day],
      ["Protistrana", account],
      ["Nazev protiuctu", name],
      ["Castka", amount],
      ["Mena", currency],
      ["VS", ({ variableSymbol }) => variableSymbol ?? "0"],
      ["KS", ks],
      ["SS", ss],
      ["Identifikace transakce", id],
      ["Typ transakce", () => "Platba"],
      ["Popis pro me", nothing],
      ["Zprava pro prijemce", message],
    ],
  },
  kb: {
    bank: "0100",
    isQuoted: true,
    preamble: (statement) => [
      ["MojeBanka, export transakční historie"],
      ["Datum vytvoření souboru", "12.05.2026"],
      [],
      ["Číslo účtu", statement.account],
      ...balances(["Počáteční zůstatek", "Konečný zůstatek"])(statement),
      [],
    ],
    columns: [
      ["Datum splatnosti", day],
      ["Datum odepsání z jiné banky", nothing],
      ["Protiúčet a kód banky", account],
      ["Název protiúčtu", name],
      ["Částka", ({ amountMinor }) => (amountMinor < 0 ? "" : "+") + signed(amountMinor, "")],
      ["Originální částka", () => "1,00"],
      ["Originální měna", () => "EUR"],
      ["VS", vs],
      ["KS", ks],
      ["SS", ss],
      ["Identifikace transakce", id],
      ["Systémový popis", () => "Platba"],
      ["Popis příkazce", nothing],
      ["Popis pro příjemce", message],
      ["AV pole 1", nothing],
    ],
  },
};

/** "-1 234,50" */
function signed(minor: number, space: string): string {
  const [units = "", decimals = ""] = comma(Math.abs(minor)).split(",");
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, space);
  return `${minor < 0 ? "-" : ""}${grouped},${decimals}`;
}
