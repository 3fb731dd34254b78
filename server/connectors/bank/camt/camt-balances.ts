import type { Day } from "@/server/kernel/days";

export type Balance = { type: string; day: Day | null; minor: number; currency: string | null };

// The closing balance of the day before is where Czech banks begin.
const OPENING = ["OPBD", "PRCD"];
const CLOSING = "CLBD";

/**
 * Opening and closing balance among the many that a statement may have: some banks give a pair for
 * each day, in any order.
 */
export class Balances {
  opening: Balance | null = null;
  closing: Balance | null = null;

  add(balance: Balance): void {
    if (balance.type === CLOSING && !isBefore(balance, this.closing)) this.closing = balance;
    if (!OPENING.includes(balance.type)) return;
    const { opening } = this;
    const isBetter = opening?.type === "PRCD" && balance.type === "OPBD";
    const isSameKind = opening === null || opening.type === balance.type;
    if (isBetter || opening === null || (isSameKind && isBefore(balance, opening))) {
      this.opening = balance;
    }
  }
}

function isBefore({ day }: Balance, other: Balance | null): boolean {
  return other?.day != null && day !== null && day < other.day;
}
