import type { Day } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import { StatementRefusal } from "./refusal";
import type { BankMovement, StatementEnd } from "./statement";

/** What a statement says of itself; null where it says nothing. */
export type Stated = {
  closedOn: Day | null;
  openingMinor: number | null;
  closingMinor: number | null;
  debitMinor: number | null;
  creditMinor: number | null;
  movementCount: number | null;
};

export const NOTHING_STATED: Stated = {
  closedOn: null,
  openingMinor: null,
  closingMinor: null,
  debitMinor: null,
  creditMinor: null,
  movementCount: null,
};

/** Whether a reversal lowers the turnover of the side it takes back, or raises the other one. */
export type ReversalsIn = "own_side" | "other_side";

/** Counts the movements of a statement and compares them with what it says of itself. */
export class Totals {
  debitMinor = 0;
  creditMinor = 0;
  movementCount = 0;

  constructor(private readonly reversalsIn: ReversalsIn) {}

  add({ amountMinor, kind, line }: BankMovement): void {
    this.movementCount += 1;
    const isReversed = kind === "reversal" && this.reversalsIn === "own_side";
    if (isReversed ? amountMinor > 0 : amountMinor < 0) this.debitMinor -= amountMinor;
    else this.creditMinor += amountMinor;
    if (Number.isSafeInteger(this.debitMinor) && Number.isSafeInteger(this.creditMinor)) return;
    throw new StatementRefusal("amount_too_large", {
      line,
      column: 1,
      value: String(amountMinor),
    });
  }

  /** The end of the statement; `findings` are those that are known already. */
  end(stated: Stated, findings: readonly Finding[]): StatementEnd {
    return {
      closedOn: stated.closedOn,
      closingMinor: stated.closingMinor,
      debitMinor: stated.debitMinor ?? this.debitMinor,
      creditMinor: stated.creditMinor ?? this.creditMinor,
      movementCount: this.movementCount,
      findings: [...findings, ...this.differences(stated)],
    };
  }

  private differences(stated: Stated): Finding[] {
    const found: Finding[] = [];
    const { openingMinor, closingMinor } = stated;
    if (openingMinor !== null && closingMinor !== null) {
      const counted = openingMinor + this.creditMinor - this.debitMinor;
      if (counted !== closingMinor) {
        found.push(finding("bank.balance_differs", amounts(closingMinor, counted)));
      }
    }
    for (const side of ["debit", "credit"] as const) {
      const [said, counted] = [stated[`${side}Minor`], this[`${side}Minor`]];
      if (said === null || said === counted) continue;
      found.push(finding("bank.turnover_differs", { side, ...amounts(said, counted) }));
    }
    const { movementCount } = stated;
    if (movementCount !== null && movementCount !== this.movementCount) {
      const counts = { stated: movementCount, counted: this.movementCount };
      found.push(finding("bank.count_differs", counts));
    }
    return found;
  }
}

function amounts(statedMinor: number, countedMinor: number) {
  return { statedMinor, countedMinor, differenceMinor: statedMinor - countedMinor };
}
