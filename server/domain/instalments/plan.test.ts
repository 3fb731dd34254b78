import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RHYTHMS } from "@/db/values/instalments";
import { addDays } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { INSTALMENTS_MAX, type Plan, planInstalments } from "./plan";

const codeOf = (plan: Plan): string => {
  try {
    planInstalments(plan);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return "";
};

describe("a schedule's rows", () => {
  const base = { totalMinor: 1_000_000, firstOn: "2026-01-31", rhythm: "monthly" } as const;

  it.each([
    ["by count", { ...base, count: 3 }, [333_333, 333_333, 333_334]],
    [
      "by count, in whole crowns",
      { ...base, count: 3, isWhole: true },
      [333_300, 333_300, 333_400],
    ],
    ["by amount", { ...base, amountMinor: 300_000 }, [300_000, 300_000, 300_000, 100_000]],
    ["by an amount that divides", { ...base, amountMinor: 500_000 }, [500_000, 500_000]],
    ["by an amount above the total", { ...base, amountMinor: 2_000_000 }, [1_000_000]],
    ["one only", { ...base, count: 1 }, [1_000_000]],
    ["a haléř each", { ...base, totalMinor: 3, count: 3 }, [1, 1, 1]],
  ] satisfies [string, Plan, number[]][])(
    "%s: what is left over is on the last",
    (_, plan, amounts) => {
      expect(planInstalments(plan).map(({ amountMinor }) => amountMinor)).toEqual(amounts);
    },
  );

  it.each([
    ["weekly", "2026-02-25", ["2026-02-25", "2026-03-04", "2026-03-11"]],
    ["fortnightly", "2026-12-25", ["2026-12-25", "2027-01-08", "2027-01-22"]],
    ["monthly", "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["monthly", "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30"]],
    ["quarterly", "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30"]],
  ] as const)("%s from %s", (rhythm, firstOn, days) => {
    const rows = planInstalments({ ...base, rhythm, firstOn, count: 3 });
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(days);
  });

  it("is refused when it makes no sense", () => {
    expect(codeOf({ ...base, totalMinor: 2, count: 3 })).toBe("instalments.too_small");
    expect(codeOf({ ...base, totalMinor: 250, count: 3, isWhole: true })).toBe(
      "instalments.too_small",
    );
    expect(codeOf({ ...base, amountMinor: 1 })).toBe("instalments.too_many");
    expect(codeOf({ ...base, firstOn: "2099-06-01", count: 24 })).toBe("instalments.day_range");
  });

  it("sums to the total exactly, has the count asked for, and its days only rise", () => {
    const plans = fc.record({
      totalMinor: fc.integer({ min: INSTALMENTS_MAX * 100, max: 1_000_000_000_000 }),
      offset: fc.integer({ min: 0, max: 3_000 }),
      rhythm: fc.constantFrom(...RHYTHMS),
      count: fc.integer({ min: 1, max: 200 }),
      isWhole: fc.boolean(),
    });
    fc.assert(
      fc.property(plans, ({ offset, ...plan }) => {
        const rows = planInstalments({ ...plan, firstOn: addDays("2020-01-01", offset) });
        const amounts = rows.map(({ amountMinor }) => amountMinor);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(plan.totalMinor);
        expect(rows).toHaveLength(plan.count);
        expect(new Set(amounts.slice(0, -1)).size).toBeLessThanOrEqual(1);
        expect(Math.min(...amounts)).toBeGreaterThan(0);
        for (const [index, { dueOn }] of rows.entries()) {
          if (index > 0) expect(dueOn > (rows[index - 1]?.dueOn ?? "")).toBe(true);
        }
      }),
    );
  });
});
