import type { MatchFamily } from "./verdict";

/** Why a case may be the one, each with the figures of its sentence. */
export const MATCH_REASONS = [
  "symbol_exact",
  "symbol_equal",
  "symbol_in_text",
  "symbol_swapped",
  "symbol_digit_wrong",
  "symbol_digit_missing",
  "symbol_digit_extra",
  "account_known",
  "account_shared",
  "instalment_exact",
  "name_same",
  "name_similar",
  "amount_exact",
  "amount_over",
  "amount_under",
  "nothing_owed",
  "other_currency",
  "original_payment",
] as const;
export type MatchReasonCode = (typeof MATCH_REASONS)[number];

export interface MatchReasonItem {
  code: MatchReasonCode;
  params: Record<string, string | number>;
}

/** What a movement and a claim have in common. */
export interface CandidateFacts {
  families: readonly MatchFamily[];
  amountMinor: number;
  /** Owed on the claim; null: nothing of the movement's currency is. */
  balanceMinor: number;
  /** The same with interest up to today. */
  balanceTodayMinor: number;
  isCurrency: boolean;
  /** As the payer gave it, as the claim has it. */
  givenSymbol: string | null;
  symbol: string | null;
  isExact: boolean;
  /** How many payments of this account the case has had, and how many debtors the account paid. */
  accountPayments: number;
  accountDebtors: number;
  /** Words of the payer's name, and those that the debtor has too. */
  nameWords: number;
  sharedWords: number;
}

export interface Score {
  /** 0 to 100; equal facts, equal score. */
  points: number;
  reasons: MatchReasonItem[];
}

/** What one slip of the hand did to a symbol; null where it was more than one. */
export function slipOf(given: string, meant: string): MatchReasonCode | null {
  const [a, b] = [given.replace(/^0+/, ""), meant.replace(/^0+/, "")];
  if (a === b) return null;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length === b.length) {
    if (a.slice(at + 1) === b.slice(at + 1)) return "symbol_digit_wrong";
    const isSwapped = a[at] === b[at + 1] && a[at + 1] === b[at];
    return isSwapped && a.slice(at + 2) === b.slice(at + 2) ? "symbol_swapped" : null;
  }
  if (a.length + 1 === b.length && a.slice(at) === b.slice(at + 1)) return "symbol_digit_missing";
  if (a.length === b.length + 1 && a.slice(at + 1) === b.slice(at)) return "symbol_digit_extra";
  return null;
}

const POINTS = {
  symbol: 60,
  text: 45,
  near: 30,
  account: 35,
  accountShared: 10,
  instalment: 25,
  nameSame: 20,
  nameSimilar: 12,
  amountExact: 20,
  amountUnder: 4,
  nothingOwed: -25,
  otherCurrency: -30,
} as const;

/** How likely a case is the one that a movement pays, with its reasons, the strongest first. */
export function scoreCandidate(facts: CandidateFacts): Score {
  const said = [...symbolReasons(facts), ...payerReasons(facts), ...amountReasons(facts)];
  const sum = said.reduce((all, { points }) => all + points, 0);
  return {
    points: Math.max(0, Math.min(100, sum)),
    reasons: said
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
      .map(({ code, params }) => ({ code, params })),
  };
}

type Said = MatchReasonItem & { points: number };

const say = (code: MatchReasonCode, points: number, params: Said["params"] = {}): Said => {
  return { code, points, params };
};

function symbolReasons({ families, givenSymbol, symbol, isExact }: CandidateFacts): Said[] {
  const params = { symbol: symbol ?? "", given: givenSymbol ?? "" };
  if (families.includes("symbol")) {
    return [say(isExact ? "symbol_exact" : "symbol_equal", POINTS.symbol, params)];
  }
  if (families.includes("text")) return [say("symbol_in_text", POINTS.text, params)];
  const slip = families.includes("near") && slipOf(givenSymbol ?? "", symbol ?? "");
  return slip ? [say(slip, POINTS.near, params)] : [];
}

function payerReasons(facts: CandidateFacts): Said[] {
  const { accountPayments: count, accountDebtors, nameWords, sharedWords } = facts;
  const said: Said[] = [];
  if (facts.families.includes("account")) {
    const isShared = accountDebtors > 1;
    said.push(
      isShared
        ? say("account_shared", POINTS.accountShared, { debtors: accountDebtors })
        : say("account_known", POINTS.account, { count }),
    );
  }
  if (facts.families.includes("instalment")) said.push(say("instalment_exact", POINTS.instalment));
  if (nameWords > 0 && sharedWords === nameWords) said.push(say("name_same", POINTS.nameSame));
  else if (sharedWords >= 2) said.push(say("name_similar", POINTS.nameSimilar));
  return said;
}

function amountReasons(facts: CandidateFacts): Said[] {
  const { amountMinor, balanceMinor, balanceTodayMinor, isCurrency } = facts;
  if (!isCurrency) return [say("other_currency", POINTS.otherCurrency)];
  if (balanceMinor <= 0) return [say("nothing_owed", POINTS.nothingOwed)];
  if (amountMinor === balanceMinor || amountMinor === balanceTodayMinor) {
    return [say("amount_exact", POINTS.amountExact)];
  }
  const params = { differenceMinor: Math.abs(amountMinor - balanceTodayMinor) };
  if (amountMinor < balanceTodayMinor) return [say("amount_under", POINTS.amountUnder, params)];
  return [say("amount_over", 0, params)];
}
