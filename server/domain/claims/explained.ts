import type { ComponentKind, DayCount, PaymentSource } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type { SeriesCode } from "../law";

/** A stretch of interest: days, base, rate, and where the rate comes from. */
export interface ExplainedInterest {
  from: Day;
  to: Day;
  days: number;
  yearDays: number;
  baseMinor: number;
  /** Of the base what was interest once. */
  capitalMinor: number;
  /** Percent a year, "11.75". */
  ratePercent: string;
  /** The paragraph of law; "agreed" where the parties agreed. */
  source: string;
  reference: { series: SeriesCode; on: Day; ratePercent: string; marginPercent: string } | null;
}

/** A payment as the person who made it knows it, whole. */
export interface ExplainedPayment {
  id: number;
  valueOn: Day;
  amountMinor: number;
  variableSymbol: string | null;
  source: PaymentSource;
}

export type ExplainedType =
  | "charge"
  /** A charge below zero. */
  | "lowering"
  | "chargeReversal"
  /** A waiver beyond what has grown, and its use by what grows later. */
  | "unusedWaiver"
  | "interest"
  | "payment"
  /** A payment's money went to another part of the debt. */
  | "release"
  /** It went back to the payer. */
  | "bounce";

export interface ExplainedLine {
  type: ExplainedType;
  /** Value date; of interest the last day of its stretch. */
  on: Day;
  componentId: number;
  kind: ComponentKind;
  description: string;
  /** More owed is positive, less is negative. */
  amountMinor: number;
  /** What is owed after the line. */
  totalMinor: number;
  interest: ExplainedInterest | null;
  payment: ExplainedPayment | null;
  reason: string | null;
  byName: string | null;
  bookedAt: Date | null;
}

export interface ExplainedClaim {
  id: number;
  title: string;
  variableSymbol: string | null;
  dueOn: Day;
  arisenOn: Day | null;
  lines: ExplainedLine[];
  balanceMinor: number;
}

export interface ExplainedOverpayment {
  on: Day;
  payment: ExplainedPayment | null;
  amountMinor: number;
  totalMinor: number;
}

export interface BalanceExplained {
  of: "case" | "claim" | "component";
  caseId: number;
  refNo: string;
  currency: Currency;
  onDay: Day;
  /** Which one, where a single component is explained. */
  component: { kind: ComponentKind; description: string } | null;
  claims: ExplainedClaim[];
  balanceMinor: number;
  /** Money kept on the case: an account of its own, no part of the balance. */
  overpayments: ExplainedOverpayment[];
  overpaymentMinor: number;
  /** What one more day adds. */
  perDayMinor: number;
  dayCounts: DayCount[];
  /** Paragraphs that rates were taken from. */
  sources: string[];
  /** Editions of the rates used. */
  editions: string[];
  /** From this day on a rate is needed that nobody has entered. */
  unknownFrom: Day | null;
}
