import type { Tx } from "@/db/client";
import type { Currency } from "@/server/kernel/money";
import type { OrderTurn, Profile } from "./allocation";
import { type CaseLaw, orderBook, readOverrides } from "./case-law";

/**
 * For a case that neither an agreement nor the law orders, because nobody is named as owing: what was
 * spent on collecting first, principal last.
 */
const FALLBACK: Profile = {
  kindOrder: [
    ["costs", "fee"],
    ["lateInterest"],
    ["interest"],
    ["contractualPenalty"],
    ["principal"],
  ],
  isClaimFirst: true,
};

/** By what order the money of a case is placed, in one currency. */
export interface OrderOfPayment {
  /** As the register calls it; null where the law or nobody ordered it. */
  name: string | null;
  profile: Profile;
  turns: readonly OrderTurn[];
  /** The edition of the rule pack; null where an agreement decides. */
  packVersion: string | null;
}

export interface CaseStance {
  /** What its group chose. */
  allocationProfileId: number | null;
  law: CaseLaw | null;
}

export type OrderOf = (stance: CaseStance, currency: Currency) => OrderOfPayment;

/**
 * The tenant's orders of payment and its own figures, read once for however many cases. What was
 * agreed goes first: the group's order, then the company's default; without either the rule pack.
 */
export async function readOrders(tx: Tx): Promise<OrderOf> {
  const [rows, overrides] = await Promise.all([
    tx.sql<(Profile & { id: number; name: string; isDefault: boolean })[]>`
      select id, name, kind_order as "kindOrder", is_claim_first as "isClaimFirst",
             is_default as "isDefault"
        from allocation_profiles`,
    readOverrides(tx),
  ]);
  const agreed = (profile: Profile & { name?: string }): OrderOfPayment => {
    return { name: profile.name ?? null, profile, turns: [], packVersion: null };
  };
  const byId = new Map(rows.map((row) => [row.id, agreed(row)]));
  const standard = rows.find((row) => row.isDefault);
  const fallback = agreed(standard ?? FALLBACK);
  const lawful = orderBook(overrides);
  return ({ allocationProfileId, law }, currency) => {
    const chosen = allocationProfileId === null ? undefined : byId.get(allocationProfileId);
    if (chosen) return chosen;
    const byLaw = standard ? null : law && lawful(law, currency);
    return byLaw ? { name: null, ...byLaw } : fallback;
  };
}
