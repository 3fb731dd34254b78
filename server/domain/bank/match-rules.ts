import type { Tx } from "@/db/client";
import type { MatchMode, MatchStep } from "@/db/values/bank";

/** What each step may do. */
export type MatchRules = Record<MatchStep, MatchMode>;

/**
 * Without a word of the tenant: the symbol is certain, also without its zeros and dashes, whatever the
 * amount (too little is a part, too much is kept as overpayment). A symbol in the text is certain
 * under the conditions of `judge`. So is an instalment to the haléř from an account that has paid the
 * debtor before. A remembered account is offered, for employers and post offices
 * pay for many; likeness is never more than offered.
 */
export const DEFAULT_RULES: MatchRules = {
  exact_symbol: "book",
  equal_symbol: "book",
  symbol_in_text: "book",
  instalment_amount: "book",
  known_account: "offer",
  name_amount: "offer",
  near_symbol: "offer",
};

export async function readRules({ sql }: Tx): Promise<MatchRules> {
  const rows = await sql<{ step: MatchStep; mode: MatchMode }[]>`
    select step, mode from match_rules`;
  return { ...DEFAULT_RULES, ...Object.fromEntries(rows.map(({ step, mode }) => [step, mode])) };
}
