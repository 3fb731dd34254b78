import type { ComponentKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { LATE_INTEREST_VERSION, rateText } from "../law";
import { type AccrualLine, perDayMinor } from "./accrual";
import { accruedTo, bearingBase } from "./accrued";
import type { DerivationFacts, DerivationStep } from "./derivation";
import type {
  BalanceExplained,
  ExplainedInterest,
  ExplainedLine,
  ExplainedPayment,
  ExplainedType,
} from "./explained";
import type { ChargeRow, PaymentRow } from "./explained-rows";
import type { BookedAccruing } from "./ledger";

export type Facts = DerivationFacts<ChargeRow, BookedAccruing>;
type Step = DerivationStep<ChargeRow, BookedAccruing>;
type Words = Pick<
  ExplainedLine,
  "type" | "interest" | "payment" | "reason" | "byName" | "bookedAt"
>;

/** Steps as lines that can be read: what the component is called, who booked it and why. */
export function linesOf(
  steps: readonly Step[],
  { facts, payments }: { facts: Facts; payments: ReadonlyMap<number, PaymentRow> },
): ExplainedLine[] {
  const heads = new Map<number, { kind: ComponentKind; description: string }>();
  for (const { componentKey, kind, componentLabel } of [...facts.accruals, ...facts.charges]) {
    heads.set(componentKey, { kind: kind as ComponentKind, description: componentLabel });
  }
  return steps.map((step) => {
    const { on, componentKey: componentId, amountMinor, totalMinor } = step;
    const { kind = "principal", description = "" } = heads.get(componentId) ?? {};
    return {
      ...wordsOf(step, payments),
      ...{ on, componentId, kind, description, amountMinor, totalMinor },
    };
  });
}

function wordsOf(step: Step, payments: ReadonlyMap<number, PaymentRow>): Words {
  const nobody = { reason: null, byName: null, bookedAt: null };
  const nothing = { interest: null, payment: null };
  if (step.type === "interest") {
    return { ...nothing, ...nobody, type: "interest", interest: interestOf(step.line) };
  }
  if (step.type === "unusedWaiver") return { ...nothing, ...nobody, type: step.type };
  if (step.type === "charge") {
    const { reason, byName, bookedAt } = step.charge;
    return { ...nothing, type: chargeType(step.charge), reason, byName, bookedAt };
  }
  const row = payments.get(step.entry.paymentKey);
  if (!row) return { ...nothing, ...nobody, type: "payment" };
  const type = paymentType(step.amountMinor, { row, on: step.on });
  const { reason, byName, bookedAt, reversalReason } = row;
  const told = type === "bounce" ? reversalReason : reason;
  return { ...nothing, type, payment: paymentOf(row), reason: told, byName, bookedAt };
}

function chargeType({ reversesId, amountMinor }: ChargeRow): ExplainedType {
  if (reversesId !== null) return "chargeReversal";
  return amountMinor < 0 ? "lowering" : "charge";
}

function paymentType(
  amountMinor: number,
  { row, on }: { row: PaymentRow; on: Day },
): ExplainedType {
  if (amountMinor <= 0) return "payment";
  return row.reversalKind === "bounce" && row.reversedOn === on ? "bounce" : "release";
}

export const paymentOf = (row: PaymentRow): ExplainedPayment => {
  const { id, valueOn, amountMinor, variableSymbol, source } = row;
  return { id, valueOn, amountMinor, variableSymbol, source };
};

function interestOf({ rate, basis, amountMinor: _, totalMinor: __, ...line }: AccrualLine) {
  const { source, reference } = basis;
  return {
    ...line,
    ratePercent: rateText(rate),
    source,
    reference: reference && {
      ...{ series: reference.series, on: reference.on },
      ratePercent: rateText(reference.rate),
      marginPercent: rateText(reference.margin),
    },
  } satisfies ExplainedInterest;
}

type Rates = Pick<
  BalanceExplained,
  "perDayMinor" | "dayCounts" | "sources" | "editions" | "unknownFrom"
>;

/** By what the balance grows: so much a day, by which paragraphs and which edition of the rates. */
export function ratesOf(
  facts: Facts,
  { accruals, lines, day }: { accruals: Facts["accruals"]; lines: ExplainedLine[]; day: Day },
): Rates {
  const interest = lines.flatMap((line) => line.interest ?? []);
  const perDay = accruals.map((accruing) => {
    const { terms } = accruing;
    const grownMinor = accruedTo(facts, accruing, day).accrual.totalMinor;
    return perDayMinor(terms, bearingBase(facts, accruing, day), { on: day, grownMinor });
  });
  const unknown = accruals
    .flatMap(({ terms: { path, to } }) => {
      const from = path.unknownFrom;
      return from !== null && from <= day && (to === null || from <= to) ? [from] : [];
    })
    .sort();
  const isByTable = interest.some(({ reference }) => reference !== null);
  return {
    perDayMinor: perDay.reduce((sum, each) => sum + each, 0),
    dayCounts: interest.length === 0 ? [] : unique(accruals.map(({ terms }) => terms.dayCount)),
    sources: unique(interest.map(({ source }) => source)),
    editions: isByTable ? [LATE_INTEREST_VERSION] : [],
    unknownFrom: unknown[0] ?? null,
  };
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
