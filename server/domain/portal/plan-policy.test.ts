import { describe, expect, it } from "vitest";
import { planOffer } from "./plan-policy";

const policy = { countMax: 12, leastMinor: 500_00 };
const owed = (balanceMinor: number) => [{ currency: "CZK" as const, balanceMinor }];
const standing = { isOpen: true, isOwing: true, totals: owed(10_000_00), schedules: [] };

describe("an offer of instalments", () => {
  it("goes up to the tenant's most, and no instalment is below the least", () => {
    expect(planOffer(policy, standing)).toMatchObject({ countMax: 12, totalMinor: 10_000_00 });
    expect(planOffer(policy, { ...standing, totals: owed(1_999_99) })?.countMax).toBe(3);
    expect(planOffer(policy, { ...standing, totals: owed(999_99) })).toBeNull();
    expect(planOffer({ ...policy, countMax: 0 }, standing)).toBeNull();
  });

  it("is made to whoever owes on an open case without a plan that runs, in one currency", () => {
    const euro = { currency: "EUR" as const, balanceMinor: 1_000_00 };
    for (const other of [
      { isOpen: false },
      { isOwing: false },
      { totals: [] },
      { totals: [...owed(10_000_00), euro] },
      { schedules: [{ isRunning: true }] },
    ]) {
      expect(planOffer(policy, { ...standing, ...other })).toBeNull();
    }
    expect(planOffer(policy, { ...standing, schedules: [{ isRunning: false }] })).not.toBeNull();
  });
});
