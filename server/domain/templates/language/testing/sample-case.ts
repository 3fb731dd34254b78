import type { Scope } from "../scope";
import { standardVocabulary } from "../standard/standard-vocabulary";
import type { Group, Value } from "../value";

const role = (code: string, cs: string, en: string) => ({
  code,
  names: { cs, sk: cs, en, ru: cs },
});

/** The vocabulary of a collection case with three roles and a field of every kind. */
export const VOCABULARY = standardVocabulary({
  roles: [
    role("debtor", "Dlužník", "Debtor"),
    role("creditor", "Věřitel", "Creditor"),
    role("legalRepresentative", "Právní zástupce", "Legal representative"),
    role("court", "Soud", "Court"),
  ],
  fields: [
    field("contractNo", "text", "Číslo smlouvy"),
    field("isConsumer", "boolean", "Spotřebitel"),
    field("commissionPercent", "number", "Odměna"),
    field("originalDebtMinor", "money", "Původní výše dluhu"),
    field("contractOn", "day", "Datum smlouvy"),
  ],
});

function field(key: string, type: string, cs: string) {
  return { key, type, names: { cs, sk: cs, en: key, ru: cs }, aliases: [] };
}

export const text = (value: string): Value => ({ kind: "text", text: value });
export const money = (minor: number, currency: "CZK" | "EUR" = "CZK"): Value => ({
  kind: "money",
  minor,
  currency,
});
export const number = (exact: string): Value => ({ kind: "number", exact });
export const day = (value: string): Value => ({ kind: "day", day: value });
export const group = (entries: Record<string, Value>): Group => ({ kind: "group", entries });

export const PICTURE: Value = {
  kind: "picture",
  png: new Uint8Array([1, 2, 3]),
  widthMm: 30,
  heightMm: 30,
  alt: "QR",
};

export const CLAIMS: Group[] = [
  group({
    variableSymbol: text("2026001"),
    principal: money(1_000_050),
    dueOn: day("2026-01-31"),
    paid: money(0),
  }),
  group({
    variableSymbol: text("2026002"),
    principal: money(249_950),
    dueOn: day("2026-02-28"),
    title: text("Faktura 2"),
  }),
];

export const ROOT = group({
  debtor: group({
    fullName: text("Ing. Jana Nováková"),
    givenName: text("Jana"),
    surname: text("Nováková"),
    sex: text("female"),
    salutation: text("Vážená paní Nováková"),
    city: text("Praha"),
    email: text("  "),
  }),
  creditor: group({
    fullName: text("Banka, a.s."),
    isOrganization: { kind: "flag", isTrue: true },
  }),
  debt: group({
    principal: money(1_250_000),
    lateInterest: money(12_345),
    total: money(1_262_345),
    perDay: money(342),
    dueOn: day("2026-01-31"),
    daysPastDue: number("45"),
    paid: money(0),
  }),
  fields: group({
    contractNo: text("S-1/2020"),
    isConsumer: { kind: "flag", isTrue: true },
    commissionPercent: number("12.5"),
  }),
  payment: group({ qr: PICTURE }),
  claims: { kind: "list", items: CLAIMS },
  payments: { kind: "list", items: [] },
});

/** The sample case as a letter in Czech of 17 March 2026 sees it. */
export function sampleScope(changes: Partial<Scope> = {}): Scope {
  return { root: ROOT, items: new Map(), language: "cs", today: "2026-03-17", ...changes };
}
