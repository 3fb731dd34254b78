import { addDays, type Day, daysBetween } from "@/server/kernel/days";
import { addMinor } from "@/server/kernel/money";
import type { AccrualLine } from "./accrual";
import { accruedLines, unusedWaiver } from "./accrued";
import type { Accruing, AllocationEntry, Charge } from "./allocation";

/** What a balance is derived from: the case's book in one currency, and where its payments went. */
export interface DerivationFacts<C extends Charge, A extends Accruing> {
  charges: readonly C[];
  accruals: readonly A[];
  entries: readonly AllocationEntry[];
}

/** A claim, or one component of it. */
export interface DerivationScope {
  claimKey: number;
  componentKey?: number;
}

type Part<C extends Charge, A extends Accruing> =
  | { type: "charge"; charge: C }
  | { type: "interest"; accruing: A; line: AccrualLine }
  | { type: "payment"; entry: AllocationEntry }
  /** More was waived of the component than has grown; the rest waits for what grows later. */
  | { type: "unusedWaiver"; accruing: A };

/** One step: more is owed (positive) or less, and what is owed after it. */
export type DerivationStep<C extends Charge, A extends Accruing> = Part<C, A> & {
  /** Value date; of interest the last day of its stretch. */
  on: Day;
  componentKey: number;
  amountMinor: number;
  totalMinor: number;
};

type Step<C extends Charge, A extends Accruing> = Omit<DerivationStep<C, A>, "totalMinor"> &
  Part<C, A>;

/**
 * How the balance at the end of a day came about. Of one day what is owed stands before what is
 * paid, so each payment meets the debt that it met; interest is cut where something else happens,
 * so what stands beside a payment was owed on that very day. Ends with the balance to the minor unit.
 */
export function deriveBalance<C extends Charge, A extends Accruing>(
  facts: DerivationFacts<C, A>,
  scope: DerivationScope,
  day: Day,
): DerivationStep<C, A>[] {
  const { claimKey, componentKey } = scope;
  const isMine = (row: { claimKey: number; componentKey: number }) =>
    row.claimKey === claimKey && (componentKey === undefined || row.componentKey === componentKey);
  const accruals = facts.accruals.filter(isMine);
  const charges = facts.charges.filter((each) => isMine(each) && each.valueOn <= day);
  const keys = new Set([...charges, ...accruals].map((each) => each.componentKey));
  const entries = facts.entries.filter(
    ({ componentKey: key, valueOn }) => key !== null && keys.has(key) && valueOn <= day,
  );
  const cuts = [...new Set([...charges, ...entries].map(({ valueOn }) => valueOn))].sort();
  const steps: Step<C, A>[] = [
    ...charges.map(chargeStep<C, A>),
    ...accruals.flatMap((accruing) => interestSteps(facts, accruing, { cuts, day })),
    ...accruals.flatMap((accruing) => unusedSteps(facts, accruing, { cuts, day })),
    ...entries.map(paymentStep<C, A>),
  ];
  return withTotals(inOrderOfDays(steps));
}

function chargeStep<C extends Charge, A extends Accruing>(charge: C): Step<C, A> {
  const { valueOn: on, componentKey, amountMinor } = charge;
  return { type: "charge", charge, on, componentKey, amountMinor };
}

function paymentStep<C extends Charge, A extends Accruing>(entry: AllocationEntry): Step<C, A> {
  const { valueOn: on, componentKey, amountMinor } = entry;
  return {
    ...{ type: "payment", entry, on },
    ...{ componentKey: componentKey ?? 0, amountMinor: 0 - amountMinor },
  };
}

function interestSteps<C extends Charge, A extends Accruing>(
  facts: DerivationFacts<C, A>,
  accruing: A,
  { cuts, day }: { cuts: readonly Day[]; day: Day },
): Step<C, A>[] {
  const totalOn = (on: Day) => accruedLines(facts, accruing, on).at(-1)?.totalMinor ?? 0;
  const lines = accruedLines(facts, accruing, day);
  return lines.flatMap((line) =>
    cutLine(line, { cuts, totalOn }).map((piece) => ({
      ...{ type: "interest" as const, accruing, line: piece, on: piece.to },
      ...{ componentKey: accruing.componentKey, amountMinor: piece.amountMinor },
    })),
  );
}

/** On days where something happens, and on the last: by how much the unused part of waivers changed. */
function unusedSteps<C extends Charge, A extends Accruing>(
  facts: DerivationFacts<C, A>,
  accruing: A,
  { cuts, day }: { cuts: readonly Day[]; day: Day },
): Step<C, A>[] {
  const { charges } = facts;
  const { componentKey } = accruing;
  if (!charges.some((each) => each.componentKey === componentKey)) return [];
  let toldMinor = 0;
  return [...new Set([...cuts, day])].flatMap((on) => {
    const lines = accruedLines(facts, accruing, on);
    const unusedMinor = unusedWaiver({ charges, lines }, accruing, on);
    const amountMinor = unusedMinor - toldMinor;
    toldMinor = unusedMinor;
    if (amountMinor === 0) return [];
    return [{ type: "unusedWaiver" as const, accruing, on, componentKey, amountMinor }];
  });
}

/** Pieces of a stretch that end on the days given; rounded as the whole is, so they sum to it. */
function cutLine(
  line: AccrualLine,
  { cuts, totalOn }: { cuts: readonly Day[]; totalOn: (on: Day) => number },
): AccrualLine[] {
  let toldMinor = line.totalMinor - line.amountMinor;
  let from = line.from;
  const inside = cuts.filter((cut) => cut >= line.from && cut < line.to);
  return [...inside, line.to].map((to) => {
    const totalMinor = to === line.to ? line.totalMinor : totalOn(to);
    const piece = {
      ...{ ...line, from, to, days: daysBetween(from, to) + 1 },
      ...{ amountMinor: totalMinor - toldMinor, totalMinor },
    };
    toldMinor = totalMinor;
    from = addDays(to, 1);
    return piece;
  });
}

const PLACES = { charge: 0, interest: 1, unusedWaiver: 2, payment: 3 } as const;

function inOrderOfDays<C extends Charge, A extends Accruing>(steps: Step<C, A>[]): Step<C, A>[] {
  return steps.sort((a, b) =>
    a.on === b.on ? placeOf(a) - placeOf(b) || byPayment(a, b) : a.on < b.on ? -1 : 1,
  );
}

const placeOf = ({ type }: { type: keyof typeof PLACES }) => PLACES[type];

/** Of one day by payments, so that a payment's parts stand together; the rest stays in its order. */
function byPayment<C extends Charge, A extends Accruing>(a: Step<C, A>, b: Step<C, A>): number {
  if (a.type !== "payment" || b.type !== "payment") return 0;
  return a.entry.paymentKey - b.entry.paymentKey || a.componentKey - b.componentKey;
}

function withTotals<C extends Charge, A extends Accruing>(
  steps: Step<C, A>[],
): DerivationStep<C, A>[] {
  let totalMinor = 0;
  return steps.map((step) => {
    totalMinor = addMinor(totalMinor, step.amountMinor);
    return { ...step, totalMinor };
  });
}

/** Money that came and that nothing needed: what each payment added or gave away, with a total. */
export interface OverpaymentStep {
  on: Day;
  paymentKey: number;
  amountMinor: number;
  totalMinor: number;
}

/**
 * The overpayment of a case in one currency at the end of a day, by days and payments. What stands
 * on a component that owes nothing by that day counts here, as it does in the balance.
 */
export function deriveOverpayment<C extends Charge, A extends Accruing>(
  facts: DerivationFacts<C, A>,
  day: Day,
): OverpaymentStep[] {
  const charged = facts.charges.filter(({ valueOn }) => valueOn <= day);
  const grown = facts.accruals.filter((each) => accruedLines(facts, each, day).length > 0);
  const known = new Set([...charged, ...grown].map(({ componentKey }) => componentKey));
  const moves = new Map<string, Omit<OverpaymentStep, "totalMinor">>();
  for (const { paymentKey, componentKey, valueOn: on, amountMinor } of facts.entries) {
    if (on > day || (componentKey !== null && known.has(componentKey))) continue;
    const key = `${on} ${paymentKey}`;
    const before = moves.get(key)?.amountMinor ?? 0;
    moves.set(key, { on, paymentKey, amountMinor: addMinor(before, amountMinor) });
  }
  let totalMinor = 0;
  return [...moves.values()]
    .filter(({ amountMinor }) => amountMinor !== 0)
    .sort((a, b) => (a.on === b.on ? a.paymentKey - b.paymentKey : a.on < b.on ? -1 : 1))
    .map((move) => {
      totalMinor = addMinor(totalMinor, move.amountMinor);
      return { ...move, totalMinor };
    });
}
