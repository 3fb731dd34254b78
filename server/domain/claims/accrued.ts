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

/** A component's interest as it stood at the end of a day, and the base that it stood on. */
export function accruedTo(
  { charges, entries }: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  accruing: Accruing,
  day: Day,
): { accrual: Accrual; baseMinor: number } {
  const accrual = new Accrual(accruing.terms);
  let baseMinor = 0;
  let since: Day | null = null;
  for (const [on, deltaMinor] of principalMoves({ charges, entries }, accruing.claimKey)) {
    if (on > day) break;
    if (since !== null) accrual.run(baseMinor, addDays(since, 1), on);
    baseMinor += deltaMinor;
    since = on;
  }
  if (since !== null && since < day) accrual.run(baseMinor, addDays(since, 1), day);
  return { accrual, baseMinor };
}

function principalMoves(
  { charges, entries }: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  claimKey: number,
): [Day, number][] {
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
  return [...moves].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is open on the claim's principal at the end of a day. */
export function openPrincipal(
  rows: { charges: readonly Charge[]; entries: readonly AllocationEntry[] },
  claimKey: number,
  day: Day,
): number {
  let openMinor = 0;
  for (const [on, deltaMinor] of principalMoves(rows, claimKey)) {
    if (on <= day) openMinor += deltaMinor;
  }
  return Math.max(0, openMinor);
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
