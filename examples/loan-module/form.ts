/** An application as somebody filled it in, checked. Money is haléře. */
export interface Form {
  fullName: string;
  /** "7801231234"; of somebody without one the date of birth stands beside it. */
  birthNumber: string | null;
  birthOn: string | null;
  street: string;
  city: string;
  postalCode: string;
  email: string | null;
  phone: string | null;
  idCardNo: string;
  incomeMinor: number;
  expensesMinor: number;
  amountMinor: number;
  months: number;
  account: string;
}

export const TERMS = [3, 6, 12] as const;
export const AMOUNT_MIN_MINOR = 500_000;
export const AMOUNT_MAX_MINOR = 15_000_000;

export type FormFaults = Partial<Record<FieldName, string>>;
export const FIELD_NAMES = [
  ...(["fullName", "birth", "street", "city", "postalCode", "email", "phone"] as const),
  ...(["idCardNo", "income", "expenses", "amount", "months", "account"] as const),
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];
export type Given = Readonly<Record<FieldName, string>>;

/** What a form holds, every field once, without spaces around it and without control characters. */
export function givenOf(fields: URLSearchParams): Given {
  const entries = FIELD_NAMES.map((name) => {
    const text = (fields.get(name) ?? "").replace(/\p{Cc}+/gu, " ").trim();
    return [name, text.normalize("NFC").slice(0, 200)];
  });
  return Object.fromEntries(entries) as Given;
}

/** The application, or what is wrong with each field in words for the one who filled it in. */
export function readForm(given: Given, today: string): { form: Form } | { faults: FormFaults } {
  const faults: FormFaults = {};
  const check = (name: FieldName, isGood: boolean, words: string) => {
    if (!isGood) faults[name] = words;
  };
  const { fullName, street, city, email, phone, idCardNo, account } = given;
  const postalCode = given.postalCode.replace(/\s/g, "");
  const birth = readBirth(given.birth, today);
  const [income, expenses, amount] = [given.income, given.expenses || "0", given.amount].map(minor);
  const months = TERMS.find((term) => String(term) === given.months);
  check("fullName", /^\p{L}.*\s\p{L}/u.test(fullName), "Napište jméno i příjmení.");
  if ("fault" in birth) faults.birth = birth.fault;
  check("street", /\d/.test(street), "Napište ulici s číslem domu.");
  check("city", city.length >= 2, "Napište obec.");
  check("postalCode", /^\d{5}$/.test(postalCode), "PSČ má pět číslic.");
  check("email", !email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email), "Toto není e-mailová adresa.");
  check("phone", !phone || /^\+?[\d\s]{9,16}$/.test(phone), "Toto není telefonní číslo.");
  check("idCardNo", /^\d{9}$|^\d{6}[A-Z]{2}\d{0,2}$/.test(idCardNo.toUpperCase()), ID_CARD);
  check("income", (income ?? 0) > 0, "Napište čistý měsíční příjem v korunách.");
  check("expenses", expenses !== null, "Napište výdaje v korunách.");
  check("amount", isLent(amount ?? null), "Půjčujeme 5 000 až 150 000 Kč.");
  check("months", months !== undefined, "Vyberte dobu splácení.");
  check("account", isAccount(account), "Číslo účtu pište jako 123456-1234567890/0100.");
  if (Object.keys(faults).length > 0 || "fault" in birth || !months) return { faults };
  return {
    form: {
      ...{ fullName, street, city, postalCode, account, months, ...birth },
      ...{ email: email || null, phone: phone || null, idCardNo: idCardNo.toUpperCase() },
      ...{ incomeMinor: income ?? 0, expensesMinor: expenses ?? 0, amountMinor: amount ?? 0 },
    },
  };
}

const ID_CARD = "Občanka má devět číslic.";

const isLent = (amount: number | null): boolean =>
  amount !== null && amount >= AMOUNT_MIN_MINOR && amount <= AMOUNT_MAX_MINOR;

/** "25 000", "25000,50" → haléře; null for what is no amount. */
function minor(text: string): number | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0]|Kč$/g, ""));
  if (!found) return null;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** Czech accounts carry a check digit in either part: a slip of the pen would send money away. */
function isAccount(text: string): boolean {
  const found = /^(?:(\d{1,6})-)?(\d{2,10})\/\d{4}$/.exec(text.replace(/\s/g, ""));
  if (!found) return false;
  const weights = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
  const holds = (part: string) =>
    [...part.padStart(10, "0")].reduce(
      (sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0),
      0,
    ) %
      11 ===
    0;
  return holds(found[1] ?? "0") && holds(found[2] ?? "");
}

type Birth = Pick<Form, "birthNumber" | "birthOn">;

/** A birth number ("780123/1234") or a date ("23. 1. 1978"); of grown-ups only. */
function readBirth(text: string, today: string): Birth | { fault: string } {
  const date = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  const digits = text.replace(/[\s/]/g, "");
  const isNumber = /^\d{9,10}$/.test(digits);
  if (!date && !isNumber) return { fault: "Napište rodné číslo, nebo datum narození." };
  // The year 1954 began with ten digits and the rule that the number divides by eleven.
  if (isNumber && digits.length === 10 && !dividesByEleven(digits)) {
    return { fault: "Rodné číslo nesedí, zkontrolujte je." };
  }
  const birthOn = date ? dayOf(date[3], date[2], date[1]) : birthDayOf(digits);
  if (!birthOn || birthOn > today) return { fault: "Takový den není v kalendáři." };
  const [year = "0", ...rest] = today.split("-");
  const grownUp = [String(Number(year) - 18), ...rest].join("-");
  if (birthOn > grownUp) return { fault: "Půjčujeme jen dospělým." };
  return { birthNumber: isNumber ? digits : null, birthOn };
}

/** Until 1985 a remainder of ten was written as nought. */
function dividesByEleven(digits: string): boolean {
  const rest = Number(digits.slice(0, 9)) % 11;
  return Number(digits) % 11 === 0 || (rest === 10 && digits.endsWith("0"));
}

function birthDayOf(digits: string): string | null {
  const [yy = 0, mm = 0, dd = 0] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  const month = [50, 20, 70].reduce(
    (rest, plus) => (mm > plus && mm <= plus + 12 ? mm - plus : rest),
    mm,
  );
  const isOld = digits.length === 9 || yy >= 54;
  return dayOf(String((isOld ? 1900 : 2000) + yy), String(month), String(dd));
}

function dayOf(year = "", month = "", date = ""): string | null {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(day) ? null : day;
}
