import { addDays, addMonths, type Day } from "@/server/kernel/days";

/** Terms of a validity formula: "30D", "2W", "1M", "1Y", or several of them, "1M+5D". */
const FORMULA = /^\d{1,4}[DWMY](\+\d{1,4}[DWMY])*$/;
const TERM = /(\d{1,4})([DWMY])/g;

/** Is this a formula that `validUntil` understands? Small letters and blanks are forgiven. */
export const isValidity = (formula: string): boolean => FORMULA.test(clean(formula));

const clean = (formula: string): string => formula.replace(/\s+/g, "").toUpperCase();

/** As it is kept: "1m + 5d" is "1M+5D". */
export const tidyValidity = clean;

/**
 * The last day on which a check of that day still holds; "0D" holds for its own day alone. Throws
 * RangeError for what is no formula.
 */
export function validUntil(checkedOn: Day, formula: string): Day {
  const text = clean(formula);
  if (!FORMULA.test(text)) throw new RangeError(`no validity: ${formula}`);
  let day = checkedOn;
  for (const [, count, unit] of text.matchAll(TERM)) {
    const n = Number(count);
    if (unit === "D") day = addDays(day, n);
    else if (unit === "W") day = addDays(day, 7 * n);
    else day = addMonths(day, unit === "Y" ? 12 * n : n);
  }
  return day;
}

/** Nobody's check holds for longer: some hundred years. */
const DAYS_MAX = 40_000;

/** The first day whose check still holds today; see `validUntil`. */
export function validSince(today: Day, formula: string): Day {
  let [fresh, stale] = [0, DAYS_MAX];
  while (stale - fresh > 1) {
    const middle = Math.floor((fresh + stale) / 2);
    if (validUntil(addDays(today, -middle), formula) >= today) fresh = middle;
    else stale = middle;
  }
  return addDays(today, -fresh);
}
