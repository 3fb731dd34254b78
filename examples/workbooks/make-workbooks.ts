import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createWorkbookWriter, serialOfIso, type WriteValue } from "@/server/connectors/workbook";
import { type Debtor, debtorOf, type Random, randomOf } from "./people";

/**
 * Writes the sample workbooks of this folder: what three creditors of an invented agency send, each
 * in their own shape, for the demo; and three small ones to try an import with.
 *
 *   tsx examples/workbooks/make-workbooks.ts
 */
const folder = dirname(fileURLToPath(import.meta.url));

type Table = WriteValue[][];

interface Creditor {
  firstNumber: number;
  count: number;
  products: string[];
  symbolStart: number;
}

const CREDITORS = {
  energie: { firstNumber: 1, count: 120, products: ["Elektřina", "Plyn"], symbolStart: 410_000_000 },
  telefon: { firstNumber: 121, count: 110, products: ["Telefon", "Internet"], symbolStart: 520_000_000 },
  uvery: { firstNumber: 231, count: 70, products: ["Spotřebitelský úvěr"], symbolStart: 630_000_000 },
} satisfies Record<string, Creditor>;

const STATES = ["MimoSoud", "MimoSoud", "MimoSoud", "Nový", "Dohledávání", "Kalendář"];

const day = (iso: string): WriteValue => {
  const serial = serialOfIso(iso);
  if (serial === null) throw new RangeError(iso);
  return { date: serial };
};
const dayBefore = (random: Random, from: number, span: number): string =>
  new Date(Date.UTC(2026, 10, 1) - (from + random(span)) * 86_400_000).toISOString().slice(0, 10);
const czech = (iso: string) => {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date}. ${month}. ${year}`;
};
const money = (minor: number) =>
  (minor / 100).toFixed(2).replace(".", ",").replace(/\B(?=(\d{3})+(?!\d))/g, " ");

interface DemoCase {
  refNo: string;
  creditor: Creditor;
  state: string;
  debtor: Debtor;
  /** A second person who owes the same. */
  partner: Debtor | null;
  contractNo: string;
  contractOn: string;
  product: string;
}

function casesOf(creditor: Creditor, random: Random): DemoCase[] {
  return Array.from({ length: creditor.count }, (_, i) => {
    const number = creditor.firstNumber + i;
    // Some people owe to several creditors: the register keeps them once.
    const person = random(9) === 0 ? 1 + random(60) : number;
    return {
      refNo: `${number}/2026`,
      creditor,
      state: STATES[random(STATES.length)] ?? "MimoSoud",
      debtor: debtorOf(person, randomOf(person * 977)),
      partner: random(16) === 0 ? debtorOf(number + 2_000, randomOf((number + 2_000) * 977)) : null,
      contractNo: `${2019 + random(6)}-${String(100_000 + random(900_000))}`,
      contractOn: dayBefore(random, 900, 1_500),
      product: creditor.products[random(creditor.products.length)] ?? "",
    };
  });
}

function energyTable(cases: DemoCase[]): Table {
  const rows: Table = [
    ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno", "RC", "IČO", "Ulice", "PSC", "Obec", "Email", "Telefon", "Číslo smlouvy", "Datum smlouvy", "Produkt", "Číslo elektroměru"],
  ];
  for (const each of cases) {
    const people = [["Povinný", each.debtor], ...(each.partner ? [["Spoludlužník", each.partner]] : [])] as [string, Debtor][];
    for (const [role, person] of people) {
      rows.push([
        each.refNo, "Inkaso", each.state, role, person.fullName, person.birthNumber, person.registrationNo,
        person.street, person.postalCode, person.city, person.email, person.phone,
        each.contractNo, day(each.contractOn), each.product, role === "Povinný" ? `EAN ${each.contractNo.slice(5)}` : null,
      ]);
    }
  }
  return rows;
}

/** Another creditor, other headers: a title above them, names the other way round, one address. */
function phoneTable(cases: DemoCase[]): Table {
  return [
    ["Předání k vymáhání – listopad 2026"],
    ["Číslo případu", "Příjmení a jméno", "Rodné číslo", "IČO", "Adresa trvalého pobytu", "Mobil", "E-mail", "Stav", "Smlouva č.", "Druh pohledávky", "Tarif"],
    ...cases.map((each): WriteValue[] => {
      const { debtor } = each;
      const name = debtor.givenName ? `${debtor.surname.toUpperCase()} ${debtor.givenName}` : debtor.fullName;
      return [
        each.refNo, name, debtor.birthNumber?.replace("/", "") ?? null, debtor.registrationNo,
        `${debtor.street}, ${debtor.postalCode} ${debtor.city}`, debtor.phone?.replaceAll(" ", "") ?? null,
        debtor.email, each.state, each.contractNo, each.product, "Neomezeně 5G",
      ];
    }),
  ];
}

/** The third one sends delimited text in the encoding of old Windows. */
function loanTable(cases: DemoCase[]): string[][] {
  return [
    ["RefNo", "Titul", "Jméno", "Příjmení", "RČ", "Ulice", "PSČ", "Město", "Telefon", "E-mail", "Stav", "Číslo smlouvy", "Datum smlouvy", "Pobočka"],
    ...cases.map(({ debtor, ...each }) => [
      each.refNo, /^(\S+\.) /.exec(debtor.fullName)?.[1] ?? "", debtor.givenName, debtor.surname,
      debtor.birthNumber ?? "", debtor.street, debtor.postalCode.replace(" ", ""), debtor.city,
      debtor.phone ?? "", debtor.email ?? "", each.state, each.contractNo, czech(each.contractOn), "Brno-střed",
    ]),
  ];
}

interface DemoClaim {
  refNo: string;
  symbol: string;
  dueOn: string;
  principalMinor: number;
  paidMinor: number;
}

function claimsOf(cases: DemoCase[], random: Random): DemoClaim[] {
  return cases.flatMap((each, i) =>
    Array.from({ length: 1 + (random(3) === 0 ? 1 : 0) + (random(8) === 0 ? 1 : 0) }, (_, n) => {
      const principalMinor = each.creditor === CREDITORS.uvery ? 800_000 + random(12_000_000) : 40_000 + random(2_600_000);
      return {
        refNo: each.refNo,
        symbol: String(each.creditor.symbolStart + i * 10 + n),
        dueOn: dayBefore(random, 20, 700),
        principalMinor,
        paidMinor: random(7) === 0 ? Math.floor(principalMinor / 4) : 0,
      };
    }),
  );
}

const claimTable = (claims: DemoClaim[]): Table => [
  ["RefNo", "VS", "Splatnost", "Částka", "Uhrazeno"],
  ...claims.map(({ refNo, symbol, dueOn, principalMinor, paidMinor }): WriteValue[] => [
    refNo, symbol, day(dueOn), principalMinor / 100, paidMinor === 0 ? null : money(paidMinor),
  ]),
];

function paymentTable(claims: DemoClaim[], count: number, random: Random): Table {
  const rows = Array.from({ length: count }, (): WriteValue[] => {
    const claim = claims[random(claims.length)];
    if (!claim) throw new Error("no claims");
    const left = claim.principalMinor - claim.paidMinor;
    const share = [left, Math.floor(left / 2), Math.floor(left / 5), 50_000][random(4)] ?? left;
    const amount = Math.min(Math.max(share, 10_000), left);
    const refNo = random(4) === 0 ? null : claim.refNo;
    return [refNo, claim.symbol, money(amount), day(dayBefore(random, 1, 150))];
  });
  return [["RefNo", "VS", "Uhrazeno", "Datum úhrady"], ...rows];
}

function taskTable(cases: DemoCase[], random: Random): Table {
  const calls = ["Zavolat dlužníkovi", "Ověřit doručení výzvy", "Poslat návrh splátkového kalendáře", "Zjistit zaměstnavatele"];
  const notes = ["Dlužník přislíbil úhradu po výplatě.", "Telefon zvedla manželka, má vyřídit vzkaz.", "Vrácená zásilka, adresát neznámý.", "Žádá o splátky po 1 000 Kč."];
  const rows = Array.from({ length: 60 }, (_, i): WriteValue[] => {
    const refNo = cases[random(cases.length)]?.refNo ?? null;
    const isTask = i % 2 === 0;
    const text = (isTask ? calls : notes)[random(4)] ?? "";
    const due = new Date(Date.UTC(2026, 10, 15) + random(25) * 86_400_000).toISOString().slice(0, 10);
    return [refNo, isTask ? "Úkol" : "Poznámka", text, isTask ? null : day(dayBefore(random, 1, 90)), isTask ? day(due) : null, isTask && i % 4 === 0 ? "operator@demo.saldo.example" : null];
  });
  return [["RefNo", "Typ", "Popis", "Datum", "Termín", "Řešitel"], ...rows];
}

async function writeXlsx(name: string, sheetName: string, table: Table): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  const writer = createWorkbookWriter({ path }, "xlsx");
  const width = Math.max(...table.map((row) => row.length));
  const [headers = [], ...rows] = table;
  const columns = Array.from({ length: width }, (_, i) => ({ header: String(headers[i] ?? ""), type: "cell" as const }));
  await (await writer.addSheet({ name: sheetName, columns })).writeRows(rows);
  await writer.close();
}

/** windows-1250 by asking the decoder what each byte means. */
function cp1250(text: string): Buffer {
  const decoder = new TextDecoder("windows-1250");
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Buffer.from([...text].map((char) => bytes.get(char) ?? 63));
}

type Counts = Record<keyof typeof CREDITORS, number>;

/** What the three creditors send, and the agency's own lists, into one folder. */
async function writeAgency(name: string, counts: Counts, payments: number): Promise<void> {
  const random = randomOf(20_261_122);
  const of = (key: keyof typeof CREDITORS) => casesOf({ ...CREDITORS[key], count: counts[key] }, random);
  const [energy, phones, loans] = [of("energie"), of("telefon"), of("uvery")];
  const all = [...energy, ...phones, ...loans];
  const claims = claimsOf(all, random);
  await writeXlsx(`${name}/pripady-energie.xlsx`, "Případy", energyTable(energy));
  await writeXlsx(`${name}/pripady-telefon.xlsx`, "Předání", phoneTable(phones));
  const csv = loanTable(loans)
    .map((row) => row.join(";"))
    .join("\r\n");
  await writeFile(join(folder, `${name}/pripady-uvery.csv`), cp1250(`${csv}\r\n`));
  await writeXlsx(`${name}/pohledavky.xlsx`, "Pohledávky", claimTable(claims));
  await writeXlsx(`${name}/platby.xlsx`, "Platby", paymentTable(claims, payments, random));
  await writeXlsx(`${name}/ukoly.xlsx`, "Úkoly a poznámky", taskTable(all, random));
  console.log(`${name}: ${all.length} cases, ${claims.length} claims, ${payments} payments`);
}

/** For a first try, and for the tests in the browser: numbers that the demo does not use. */
async function writeTrial(): Promise<void> {
  const few = casesOf({ ...CREDITORS.energie, firstNumber: 9_001, count: 12, symbolStart: 990_000_000 }, randomOf(7));
  const claims = claimsOf(few, randomOf(8));
  await writeXlsx("zkouska/pripady.xlsx", "Případy", energyTable(few));
  await writeXlsx("zkouska/pohledavky.xlsx", "Pohledávky", claimTable(claims));
  await writeXlsx("zkouska/platby.xlsx", "Platby", paymentTable(claims, 8, randomOf(9)));
}

await writeAgency("demo", { energie: 120, telefon: 110, uvery: 70 }, 250);
await writeAgency("e2e", { energie: 24, telefon: 22, uvery: 14 }, 40);
await writeTrial();
