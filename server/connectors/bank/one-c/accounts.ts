import type { Day } from "@/server/kernel/days";
import { type AccountNumber, bankOf } from "../account";
import { currencyOfNumber } from "../currencies";
import { NOTHING_STATED, type Stated } from "../totals";

/** What the sections of one account say, one a period. */
export type Period = {
  from: Day | null;
  to: Day | null;
  opening: number | null;
  credit: number | null;
  debit: number | null;
  closing: number | null;
};

export type OwnAccount = { openedOn: Day | null; stated: Stated };

export const NO_PERIOD: OwnAccount = { openedOn: null, stated: NOTHING_STATED };

/** An account with one more period: it begins with the earliest and ends with the latest. */
export function withPeriod(account: OwnAccount, period: Period): OwnAccount {
  const { openedOn, stated } = account;
  const isFirst = openedOn === null || (period.from !== null && period.from < openedOn);
  const isLast = stated.closedOn === null || (period.to !== null && period.to >= stated.closedOn);
  return {
    openedOn: isFirst ? period.from : openedOn,
    stated: {
      ...stated,
      closedOn: isLast ? period.to : stated.closedOn,
      openingMinor: isFirst ? period.opening : stated.openingMinor,
      closingMinor: isLast ? period.closing : stated.closingMinor,
      creditMinor: sum(stated.creditMinor, period.credit),
      debitMinor: sum(stated.debitMinor, period.debit),
    },
  };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}

const RUSSIAN = /^\d{5}(\d{3})\d{12}$/;

/** The format never names a currency; a Russian account has its number inside. */
export function currencyOf(account: AccountNumber): AccountCurrency {
  if (account !== last.account) last = { account, ...findCurrency(account) };
  return last;
}

type AccountCurrency = { currency: string; isAssumed: boolean };

let last: AccountCurrency & { account: AccountNumber } = {
  account: "",
  currency: "RUB",
  isAssumed: true,
};

function findCurrency(account: AccountNumber): AccountCurrency {
  const found = currencyOfNumber(Number(RUSSIAN.exec(account)?.[1] ?? 0));
  if (found !== null) return { currency: found, isAssumed: false };
  if (account.startsWith("SK")) return { currency: "EUR", isAssumed: true };
  return { currency: bankOf(account) === null ? "RUB" : "CZK", isAssumed: true };
}
