/** Days are "2026-11-29", money is haléře: whole numbers, no rounding on the way. */
export interface Instalment {
  no: number;
  dueOn: string;
  principalMinor: number;
  feeMinor: number;
}

/** A month's fee in hundredths of a percent of the loan, by the score of the applicant. */
const FEES = [
  { from: 700, hundredths: 90 },
  { from: 600, hundredths: 140 },
  { from: 0, hundredths: 190 },
] as const;

export const SCORE_MIN = 450;

export function feeOf(score: number): number {
  return FEES.find(({ from }) => score >= from)?.hundredths ?? 190;
}

/** Equal parts in whole crowns, the last one takes what is left over; the fee is equal too. */
export function planOf(loan: {
  amountMinor: number;
  months: number;
  feeHundredths: number;
  paidOutOn: string;
}): Instalment[] {
  const { amountMinor, months, feeHundredths, paidOutOn } = loan;
  const part = Math.floor(amountMinor / months / 100) * 100;
  const feeMinor = Math.round((amountMinor * feeHundredths) / 1_000_000) * 100;
  return Array.from({ length: months }, (_, at) => ({
    ...{ no: at + 1, dueOn: addMonths(paidOutOn, at + 1), feeMinor },
    principalMinor: at + 1 < months ? part : amountMinor - part * (months - 1),
  }));
}

/** The same day of a later month, or its last one: 31 January → 28 February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/**
 * RPSN in percent with one decimal: the rate at which all instalments, brought back to the day of
 * payout, are worth what was paid out (directive 2008/48, annex I; a month is a twelfth of a year).
 */
export function aprOf(amountMinor: number, plan: readonly Instalment[]): number {
  const worth = (rate: number) =>
    plan.reduce(
      (sum, { no, principalMinor, feeMinor }) =>
        sum + (principalMinor + feeMinor) / (1 + rate) ** (no / 12),
      0,
    );
  let [low, high] = [0, 100];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > amountMinor) low = middle;
    else high = middle;
  }
  return Math.round(low * 1_000) / 10;
}

/** What a score is made of; a real one knows more and is audited, this one can be recounted by hand. */
export interface Known {
  incomeMinor: number;
  expensesMinor: number;
  instalmentMinor: number;
  owedElsewhereMinor: number;
  daysPastDue: number;
}

/** 300 (no) to 850 (gladly): what is left of the income after the instalment, and how debts are paid. */
export function scoreOf(known: Known): number {
  const { incomeMinor, expensesMinor, instalmentMinor, owedElsewhereMinor, daysPastDue } = known;
  const left = incomeMinor - expensesMinor - instalmentMinor;
  const share = incomeMinor > 0 ? left / incomeMinor : 0;
  const owed = owedElsewhereMinor > 0 ? 1 : 0;
  const burden = incomeMinor > 0 ? owedElsewhereMinor / (incomeMinor * 12) : owed;
  const points = 500 + 300 * share - 150 * Math.min(1, burden) - Math.min(150, daysPastDue);
  return Math.max(300, Math.min(850, Math.round(points)));
}

export const crowns = (minor: number): string =>
  `${(minor / 100).toLocaleString("cs-CZ", { maximumFractionDigits: 2 })}\u00a0Kč`;

export const percent = (value: number): string => `${value.toLocaleString("cs-CZ")}\u00a0%`;

export const czechDay = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${date}. ${month}. ${year}`;
};

/** Today where the lender is, wherever the machine stands. */
export const todayOf = (now: Date): string =>
  now.toLocaleDateString("sv-SE", { timeZone: "Europe/Prague" });
