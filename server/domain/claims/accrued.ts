import { addDays, type Day } from "@/server/kernel/days";
import { Accrual, type AccrualLine } from "./accrual";
import { type Accruing, type AllocationEntry, BASE_KIND, type Charge } from "./allocation";

export interface AccrualBook {
  charges: readonly Charge[];
  accruals: readonly Accruing[];
}

/**
 * How the open principal of a claim stood, day by day, from what is booked and allocated: each line
 * of a component's interest up to the end of a day. The same stretches as `allocate` sees; a test
 * holds the two together.
 */
export function accruedLines(
  rows: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  accruing: Accruing,
  day: Day,
): AccrualLine[] {
  return accruedTo(rows, accruing, day).accrual.lines;
}

/**
 * A component's interest as it stood at the end of a day, the principal that it stood on, and what had
 * been paid or waived of the component itself (reckoned where its interest bears interest).
 */
export function accruedTo(
  { charges, entries }: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  accruing: Accruing,
  day: Day,
): { accrual: Accrual; baseMinor: number; reducedMinor: number } {
  const accrual = new Accrual(accruing.terms);
  const principal = principalMoves({ charges, entries }, accruing.claimKey);
  const reductions = accruing.terms.capitalMonths
    ? reductionsOf({ charges, entries }, accruing.componentKey)
    : NONE;
  let baseMinor = 0;
  let reducedMinor = 0;
  let since: Day | null = null;
  for (const on of daysOf(principal, reductions)) {
    if (on > day) break;
    if (since !== null) accrual.run(baseMinor, [addDays(since, 1), on], reducedMinor);
    baseMinor += principal.get(on) ?? 0;
    reducedMinor += reductions.get(on) ?? 0;
    since = on;
  }
  if (since !== null && since < day) accrual.run(baseMinor, [addDays(since, 1), day], reducedMinor);
  return { accrual, baseMinor, reducedMinor };
}

const NONE: ReadonlyMap<Day, number> = new Map();

const daysOf = (one: ReadonlyMap<Day, number>, other: ReadonlyMap<Day, number>): Day[] =>
  [...(other.size === 0 ? one.keys() : new Set([...one.keys(), ...other.keys()]))].sort();

/** What bears interest at the end of a day: open principal, and interest that was added to it. */
export function bearingBase(
  rows: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  accruing: Accruing,
  day: Day,
): number {
  const { accrual, baseMinor, reducedMinor } = accruedTo(rows, accruing, day);
  return Math.max(0, baseMinor + accrual.capitalOf(reducedMinor));
}

function reductionsOf(
  { charges, entries }: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  ownKey: number,
): Map<Day, number> {
  const moves = new Map<Day, number>();
  const add = (on: Day, amountMinor: number) => moves.set(on, (moves.get(on) ?? 0) + amountMinor);
  for (const { componentKey, valueOn, amountMinor } of charges) {
    if (componentKey === ownKey) add(valueOn, -amountMinor);
  }
  for (const { componentKey, valueOn, amountMinor } of entries) {
    if (componentKey === ownKey) add(valueOn, amountMinor);
  }
  return moves;
}

function principalMoves(
  { charges, entries }: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  claimKey: number,
): Map<Day, number> {
  const moves = new Map<Day, number>();
  const add = (on: Day, amountMinor: number) => moves.set(on, (moves.get(on) ?? 0) + amountMinor);
  const own = new Set<number>();
  for (const charge of charges) {
    if (charge.claimKey !== claimKey || charge.kind !== BASE_KIND) continue;
    own.add(charge.componentKey);
    add(charge.valueOn, charge.amountMinor);
  }
  for (const { componentKey, valueOn, amountMinor } of entries) {
    if (componentKey !== null && own.has(componentKey)) add(valueOn, -amountMinor);
  }
  return moves;
}

/**
 * The charges with what grew by itself, so that a balance can be drawn from them: to the end of a
 * day; with `day` null, as the caches hold it, up to the last day on which anything is booked. So a
 * debt whose principal is paid keeps the interest that is left of it, to the minor unit; of one that
 * still grows the caches lag behind, and pages ask for the day.
 */
export function withAccrued(
  { charges, accruals }: AccrualBook,
  entries: readonly AllocationEntry[],
  day: Day | null,
): readonly Charge[] {
  if (accruals.length === 0) return charges;
  const until = day ?? lastDayOf(charges, entries);
  if (until === null) return charges;
  const grown = accruals.flatMap((accruing): Charge[] => {
    const { terms: _, ...rest } = accruing;
    const lines = accruedLines({ charges, entries }, accruing, until);
    const charged = lines.map(({ to, amountMinor }) => ({ ...rest, valueOn: to, amountMinor }));
    const unusedMinor = unusedWaiver({ charges, lines }, accruing, until);
    if (unusedMinor > 0) charged.push({ ...rest, valueOn: until, amountMinor: unusedMinor });
    return charged;
  });
  return [...charges, ...grown];
}

/**
 * How much more was waived of a component up to a day than has grown by then: a payment that was
 * entered late may leave less to waive. Nobody owes less than nothing.
 */
export function unusedWaiver(
  { charges, lines }: { charges: readonly Charge[]; lines: readonly AccrualLine[] },
  { componentKey }: Accruing,
  until: Day,
): number {
  let chargedMinor = lines.at(-1)?.totalMinor ?? 0;
  for (const charge of charges) {
    if (charge.componentKey === componentKey && charge.valueOn <= until) {
      chargedMinor += charge.amountMinor;
    }
  }
  return Math.max(0, -chargedMinor);
}

/** The last day on which anything is booked: up to it the caches hold interest. */
export function lastDayOf(
  charges: readonly Charge[],
  entries: readonly AllocationEntry[],
): Day | null {
  let last: Day | null = null;
  for (const { valueOn } of charges) if (last === null || valueOn > last) last = valueOn;
  for (const { valueOn } of entries) if (last === null || valueOn > last) last = valueOn;
  return last;
}
