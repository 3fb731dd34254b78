import type { CollegialKind } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";

export interface Appointment {
  principalId: number;
  deputyId: number;
  /** Null: all kinds. */
  kind: CollegialKind | null;
  startsOn: Day;
  /** The last day; null: no end. */
  endsOn: Day | null;
}

/** Of which kind, and on which days, the way so far holds. */
type Span = Pick<Appointment, "kind" | "startsOn" | "endsOn">;

/**
 * Would the new appointment close a circle: somebody standing in for themselves, for one kind on one
 * day? Ways that hold for different kinds or on different days are no circle. Pure.
 */
export function closesCircle(made: Appointment, known: readonly Appointment[]): boolean {
  const seen = new Set<string>();
  const open: { at: number; span: Span }[] = [{ at: made.deputyId, span: made }];
  for (const { at, span } of open) {
    if (at === made.principalId) return true;
    for (const next of known) {
      if (next.principalId !== at) continue;
      const shared = overlap(span, next);
      if (shared === null) continue;
      const key = `${next.deputyId} ${shared.kind} ${shared.startsOn} ${shared.endsOn}`;
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ at: next.deputyId, span: shared });
    }
  }
  return false;
}

function overlap(a: Span, b: Span): Span | null {
  if (a.kind !== null && b.kind !== null && a.kind !== b.kind) return null;
  const startsOn = a.startsOn > b.startsOn ? a.startsOn : b.startsOn;
  const ends = [a.endsOn, b.endsOn].filter((day) => day !== null).sort();
  const endsOn = ends[0] ?? null;
  if (endsOn !== null && endsOn < startsOn) return null;
  return { kind: a.kind ?? b.kind, startsOn, endsOn };
}
