import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/server/kernel/days";
import { type Appointment, closesCircle } from "./circle";

const KINDS = ["vote", "sign"] as const;
const day = (offset: number) => addDays("2026-11-01", offset);

const appointments = fc.array(
  fc
    .record({
      principalId: fc.integer({ min: 1, max: 4 }),
      deputyId: fc.integer({ min: 1, max: 4 }),
      kind: fc.option(fc.constantFrom(...KINDS)),
      start: fc.nat(5),
      length: fc.option(fc.nat(4)),
    })
    .filter(({ principalId, deputyId }) => principalId !== deputyId)
    .map(({ start, length, ...rest }): Appointment => {
      const endsOn = length === null ? null : day(start + length);
      return { ...rest, startsOn: day(start), endsOn };
    }),
  { minLength: 1, maxLength: 7 },
);

/** Is anybody, for some kind on some day, reached from themselves? */
function hasCircle(all: readonly Appointment[]): boolean {
  return KINDS.some((kind) =>
    Array.from({ length: 12 }, (_, offset) => day(offset)).some((on) => {
      const edges = all.filter(
        (each) =>
          (each.kind === null || each.kind === kind) &&
          each.startsOn <= on &&
          (each.endsOn === null || each.endsOn >= on),
      );
      return [1, 2, 3, 4].some((start) => {
        const reached = new Set<number>();
        const open = [start];
        for (const at of open) {
          for (const { principalId, deputyId } of edges) {
            if (principalId !== at || reached.has(deputyId)) continue;
            reached.add(deputyId);
            open.push(deputyId);
          }
        }
        return reached.has(start);
      });
    }),
  );
}

describe("deputies saved one after another", () => {
  it("never make a circle, and none is refused without one", () => {
    fc.assert(
      fc.property(appointments, (all) => {
        const kept: Appointment[] = [];
        for (const each of all) {
          const isRefused = closesCircle(each, kept);
          expect(isRefused).toBe(hasCircle([...kept, each]));
          if (!isRefused) kept.push(each);
        }
      }),
      { numRuns: 300 },
    );
  });
});
