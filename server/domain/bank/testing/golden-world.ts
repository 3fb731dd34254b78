import type { Currency } from "@/server/kernel/money";

interface WorldCase {
  debtor: string;
  kind?: "natural_person" | "legal_entity";
  claims: { vs: string | null; owedMinor: number; currency?: Currency; isPaid?: true }[];
  isHidden?: true;
  /** The number of its case, where it matters. */
  refNo?: [number: number, year: number];
}

/** Who owes what before the movements of the golden set come. */
export const WORLD = {
  novak: { debtor: "Jan Novák", claims: [{ vs: "4100000011", owedMinor: 100_000 }] },
  svoboda: { debtor: "Petr Svoboda", claims: [{ vs: "0041000012", owedMinor: 250_000 }] },
  dvorakova: {
    debtor: "Eva Dvořáková",
    claims: [
      { vs: "4100000013", owedMinor: 65_000 },
      { vs: "4100000023", owedMinor: 120_000 },
    ],
  },
  cerny: {
    debtor: "Karel Černý",
    claims: [{ vs: "4100000014", owedMinor: 300_000, isPaid: true }],
  },
  mala: { debtor: "Alena Malá", claims: [{ vs: "5500000001", owedMinor: 111_100 }] },
  maly: { debtor: "Tomáš Malý", claims: [{ vs: "5500000001", owedMinor: 222_200 }] },
  ricany: {
    debtor: "Stavby Říčany s.r.o.",
    kind: "legal_entity",
    claims: [{ vs: "7700000015", owedMinor: 1_500_000 }],
  },
  kucera: {
    debtor: "Josef Kučera",
    claims: [{ vs: "4100000016", owedMinor: 20_000, currency: "EUR" }],
  },
  vesela: { debtor: "Marie Veselá", claims: [{ vs: "4100000078", owedMinor: 98_765 }] },
  prochazka: { debtor: "Jiří Procházka", claims: [{ vs: "4100000089", owedMinor: 500_000 }] },
  horak: {
    debtor: "Lukáš Horák",
    claims: [{ vs: "4200000031", owedMinor: 30_000 }],
    refNo: [123456, 2026],
  },
  horakova: { debtor: "Lenka Horáková", claims: [{ vs: "4300000032", owedMinor: 30_000 }] },
  benesova: { debtor: "Anna Benešová", claims: [{ vs: "123456", owedMinor: 44_400 }] },
  fiala: { debtor: "Zdeněk Fiala", claims: [{ vs: "2024", owedMinor: 55_500 }] },
  pokorny: {
    debtor: "Radek Pokorný",
    claims: [
      { vs: "6600000001", owedMinor: 10_000 },
      { vs: "6600000001", owedMinor: 20_000 },
    ],
  },
  hidden: {
    debtor: "Skrytý Dlužník",
    claims: [{ vs: "8800000001", owedMinor: 70_000 }],
    isHidden: true,
  },
  novotny: { debtor: "Pavel Novotný", claims: [{ vs: "4600000040", owedMinor: 2_500_000 }] },
  urban: {
    debtor: "Ing. Ondřej Urban, Ph.D.",
    claims: [
      { vs: "4700000050", owedMinor: 80_000, isPaid: true },
      { vs: "4700000051", owedMinor: 81_000 },
    ],
  },
  silent: { debtor: "Ludmila Tichá", claims: [{ vs: null, owedMinor: 13_579 }] },
  bartos: {
    debtor: "Milan Bartoš",
    claims: [
      { vs: "4800000060", owedMinor: 60_000 },
      { vs: "4800000061", owedMinor: 60_000 },
    ],
  },
} as const satisfies Record<string, WorldCase>;
export type WorldCode = keyof typeof WORLD;
export const worldOf = (code: WorldCode): WorldCase => WORLD[code];

/** Accounts that have paid before, and for whom. */
export const HISTORY = {
  "1111111111/0100": ["vesela"],
  "2222222222/0300": ["horak", "horakova"],
  "3333333333/0800": ["urban"],
  "4444444444/0100": ["bartos"],
  "5555555555/0800": ["cerny"],
} as const satisfies Record<string, WorldCode[]>;
