import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthTicks, niceCeil } from "./chart-scale";

describe("the end of an axis", () => {
  it("is a round number", () => {
    expect([0, 1, 7, 12, 17, 104, 2_300, 990_000].map(niceCeil)).toEqual([
      1, 1, 8, 15, 20, 150, 2_500, 1_000_000,
    ]);
  });

  it("is never below the value, nor far above it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (value) => {
        const end = niceCeil(value);
        expect(end).toBeGreaterThanOrEqual(value);
        expect(end).toBeLessThanOrEqual(2 * value);
      }),
    );
  });
});

describe("ticks of days", () => {
  it("stand at the first day and at firsts of months, apart from each other", () => {
    const days = ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2027-01-01"];
    expect(monthTicks(days, 2)).toEqual([0, 2, 4]);
    expect(monthTicks(days, 3)).toEqual([0, 4]);
    expect(monthTicks([], 3)).toEqual([0]);
  });
});
