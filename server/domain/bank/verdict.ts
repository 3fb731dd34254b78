import type { MatchStep, MovementReason } from "@/db/values/bank";
import type { MatchRules } from "./match-rules";

export const MATCH_FAMILIES = ["symbol", "text", "instalment", "account", "name", "near"] as const;
export type MatchFamily = (typeof MATCH_FAMILIES)[number];

/** Whom one family of steps found for a movement. */
export interface Found {
  /** Cases and claims with something owed in the movement's currency. */
  cases: number;
  claims: number;
  caseId: number | null;
  claimId: number | null;
  /** By what is booked, and with interest up to today (of a symbol not looked up). */
  owedMinor: number;
  owedTodayMinor: number;
  /** Some claim is of the movement's currency, owed or not. */
  isCurrency: boolean;
  /** The symbol letter by letter, with its zeros. */
  isExact: boolean;
  /** Digits of the shortest symbol that was found. */
  digits: number;
}

export interface MovementFacts {
  amountMinor: number;
  currency: string;
  isReversal: boolean;
  hasSymbol: boolean;
  /** A person has said "not this one" at least once. */
  isRefused: boolean;
  found: Partial<Record<MatchFamily, Found>>;
}

export interface Verdict {
  reason: MovementReason;
  /** Whom it pays without asking anybody; null: it waits, or is none of ours. */
  certain: { caseId: number; claimId: number | null } | null;
}

/** Shorter numbers stand in texts for too many other reasons: years, house numbers, amounts. */
const TEXT_DIGITS_MIN = 6;
const KNOWN_CURRENCIES = ["CZK", "EUR"];

/**
 * What becomes of a movement, by the first step that has something to say. Certain is: a symbol that
 * leads to open claims of exactly one case; a symbol of six digits or more in SS or text that leads
 * to exactly one open claim, which owes at least the amount, when nobody has the VS itself and
 * nobody refused anything; the next instalment of exactly one case, to the haléř, from an account
 * that has paid the debtor before; and an account of exactly one payer with one open case, where the
 * tenant's rules want it. What the rules do not book is offered with the same reason.
 */
export function judge(facts: MovementFacts, rules: MatchRules): Verdict {
  if (facts.isReversal) return waits("reversal");
  if (facts.amountMinor <= 0) return waits("outgoing");
  if (!KNOWN_CURRENCIES.includes(facts.currency)) return waits("other_currency");
  const { symbol } = facts.found;
  const verdict = symbol && bySymbol(symbol, rules);
  if (verdict) return verdict;
  return byOthers(facts, rules) ?? waits(whyNobody(facts));
}

const waits = (reason: MovementReason): Verdict => ({ reason, certain: null });

function bySymbol(found: Found, rules: MatchRules): Verdict | null {
  if (found.cases > 1) return waits("several_cases");
  if (found.cases === 0) return waits(found.isCurrency ? "nothing_owed" : "other_currency");
  const step = found.isExact ? "exact_symbol" : "equal_symbol";
  if (rules[step] === "off") return null;
  return { reason: step, certain: rules[step] === "book" ? targetOf(found) : null };
}

function byOthers({ found, amountMinor, isRefused }: MovementFacts, rules: MatchRules) {
  const { text, instalment, account, name, near } = found;
  const books = (step: MatchStep, { owedTodayMinor }: Found) =>
    rules[step] === "book" && amountMinor <= owedTodayMinor && !isRefused;
  if (text) {
    const isSure =
      text.claims === 1 && text.digits >= TEXT_DIGITS_MIN && books("symbol_in_text", text);
    return { reason: "symbol_in_text", certain: isSure ? targetOf(text) : null } as const;
  }
  if (instalment) {
    const isSure = instalment.cases === 1 && books("instalment_amount", instalment);
    return { reason: "instalment_amount", certain: isSure ? targetOf(instalment) : null } as const;
  }
  if (account) {
    const isSure = account.cases === 1 && books("known_account", account);
    return { reason: "known_account", certain: isSure ? targetOf(account) : null } as const;
  }
  if (name) return waits("name_amount");
  return near ? waits("near_symbol") : null;
}

function targetOf({ caseId, claims, claimId }: Found): Verdict["certain"] {
  return caseId === null ? null : { caseId, claimId: claims === 1 ? claimId : null };
}

function whyNobody({ isRefused, hasSymbol }: MovementFacts): MovementReason {
  if (isRefused) return "refused";
  return hasSymbol ? "no_claim" : "no_symbol";
}
