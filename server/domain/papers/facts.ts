import type { ComponentKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/** Whom a paper speaks of, with what tells them from others of their name. */
export interface Named {
  partyId: number;
  name: string;
  birthOn: Day | null;
  registrationNo: string | null;
}

export interface PaymentFacts extends Named {
  kind: "payment";
  paymentId: number;
  refNo: string;
  creditor: string | null;
  valueOn: Day;
  amountMinor: number;
  currency: Currency;
  variableSymbol: string | null;
  /** Where the payment stands; null: it stands on nothing yet. */
  parts: { kind: ComponentKind | null; amountMinor: number }[];
}

export interface NoDebtFacts extends Named {
  kind: "noDebt";
  /** At the end of which nothing was owed. */
  onDay: Day;
  isOfAll: boolean;
  cases: { refNo: string; creditor: string | null }[];
}

export type PaperFacts = PaymentFacts | NoDebtFacts;
