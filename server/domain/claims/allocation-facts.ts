import type { ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import type { AccrualTerms } from "./accrual";
import type { OrderTurn, Profile } from "./allocation-order";

/** One dated entry of a component: what is owed from that day on; negative where it was lowered. */
export interface Charge {
  componentKey: number;
  claimKey: number;
  kind: string;
  dueOn: Day;
  /** What a person knows the claim by (its symbol, its title); decides between equal due days. */
  claimLabel: string;
  componentLabel: string;
  valueOn: Day;
  amountMinor: number;
}

/** A component that grows by itself on the open principal of its claim. */
export interface Accruing {
  componentKey: number;
  claimKey: number;
  kind: string;
  dueOn: Day;
  claimLabel: string;
  componentLabel: string;
  terms: AccrualTerms;
}

export interface Payment {
  paymentKey: number;
  /** The claim named by the payer; paid first. */
  claimKey: number | null;
  valueOn: Day;
  /** More than zero. */
  amountMinor: number;
}

export interface Reversal {
  paymentKey: number;
  /** correction: it never was. bounce: it was, until `valueOn`. */
  kind: ReversalKind;
  valueOn: Day;
}

/** Money of a payment that left again by a person's decision: sent back, or moved elsewhere. */
export interface Withdrawal {
  paymentKey: number;
  valueOn: Day;
  amountMinor: number;
}

/** Everything of one case in one currency; amounts of two currencies never meet here. */
export interface AllocationFacts {
  charges: readonly Charge[];
  payments: readonly Payment[];
  reversals: readonly Reversal[];
  withdrawals?: readonly Withdrawal[];
  /** The order of payment, until the first of the turns. */
  profile: Profile;
  /** Days from which another order holds, earliest first. */
  turns?: readonly OrderTurn[];
  accruals?: readonly Accruing[];
}

/** On that day so much more (or less) of the payment stands on the component; null: overpayment. */
export interface AllocationEntry {
  paymentKey: number;
  componentKey: number | null;
  valueOn: Day;
  amountMinor: number;
}
