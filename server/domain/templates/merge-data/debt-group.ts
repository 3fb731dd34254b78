import { type Day, daysBetween } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type { Group } from "../language";
import type { ClaimRow } from "./rows";
import { day, group, money, number, text } from "./values";

const ACCESSORIES = ["interest", "lateInterest", "contractualPenalty", "costs", "fee"] as const;

/** A sum over claims; unknown as soon as one of them is. */
function total(claims: readonly ClaimRow[], of: (claim: ClaimRow) => number | null): number | null {
  let sum = 0;
  for (const claim of claims) {
    const minor = of(claim);
    if (minor === null) return null;
    sum += minor;
  }
  return sum;
}

const owedOf = (kind: keyof NonNullable<ClaimRow["owed"]>) => (claim: ClaimRow) => {
  const owed = claim.owed?.[kind];
  return owed === undefined ? 0 : owed;
};

/** What is owed altogether, in one currency, today. */
export function debtGroup(
  claims: readonly ClaimRow[],
  { currency, today }: { currency: Currency; today: Day },
): Group {
  // Who owes nothing is sent no "you owe 0": the field is empty, and the letter is not sent.
  if (claims.length === 0) return group({ currency: text(currency), claimCount: number(0) });
  const sum = (of: (claim: ClaimRow) => number | null) => money(total(claims, of), currency);
  const [oldest] = claims;
  const overdue = claims.filter(({ dueOn }) => dueOn < today);
  const symbol = claims.find(({ variableSymbol }) => variableSymbol)?.variableSymbol;
  const accessories = ACCESSORIES.map((kind) => total(claims, owedOf(kind)));
  const isKnown = accessories.every((each) => each !== null);
  return group({
    ...{ principal: sum(owedOf("principal")), interest: sum(owedOf("interest")) },
    ...{ lateInterest: sum(owedOf("lateInterest")) },
    contractualPenalty: sum(owedOf("contractualPenalty")),
    ...{ costs: sum(owedOf("costs")), fees: sum(owedOf("fee")) },
    accessories: money(
      isKnown ? accessories.reduce((all: number, each) => all + (each ?? 0), 0) : null,
      currency,
    ),
    total: sum(({ balanceMinor }) => balanceMinor),
    charged: sum(({ chargedMinor }) => chargedMinor),
    paid: sum(({ paidMinor }) => paidMinor),
    overdue: money(
      total(overdue, ({ balanceMinor }) => balanceMinor),
      currency,
    ),
    dueOn: day(oldest?.dueOn),
    daysPastDue: number(oldest ? Math.max(0, daysBetween(oldest.dueOn, today)) : null),
    perDay: sum(({ perDayMinor }) => perDayMinor),
    ...{ variableSymbol: text(symbol), currency: text(currency) },
    claimCount: number(claims.length),
  });
}

/** One claim as a row of a table. */
export function claimGroup(
  claim: ClaimRow,
  { today, order }: { today: Day; order: number },
): Group {
  const { currency } = claim;
  const owed = (kind: keyof NonNullable<ClaimRow["owed"]>) => money(owedOf(kind)(claim), currency);
  return group({
    ...{ variableSymbol: text(claim.variableSymbol), title: text(claim.title) },
    ...{ arisenOn: day(claim.arisenOn), dueOn: day(claim.dueOn) },
    ...{ principal: owed("principal"), interest: owed("interest") },
    lateInterest: owed("lateInterest"),
    contractualPenalty: owed("contractualPenalty"),
    ...{ costs: owed("costs"), fee: owed("fee") },
    charged: money(claim.chargedMinor, currency),
    ...{ paid: money(claim.paidMinor, currency), balance: money(claim.balanceMinor, currency) },
    daysPastDue: number(Math.max(0, daysBetween(claim.dueOn, today))),
    ...{ currency: text(currency), order: number(order) },
  });
}
