import { describe, expect, it } from "vitest";
import type { AllocationEntry, Charge } from "./allocation";
import { balanceOn } from "./balance";

const charge = (componentKey: number, amountMinor: number, valueOn: string): Charge => ({
  ...{ componentKey, amountMinor, valueOn, claimLabel: "", componentLabel: "" },
  claimKey: Math.trunc(componentKey / 10),
  kind: componentKey % 10 === 0 ? "principal" : "fee",
  dueOn: componentKey < 20 ? "2026-01-31" : "2026-03-31",
});

const entry = (
  componentKey: number | null,
  amountMinor: number,
  valueOn: string,
): AllocationEntry => {
  return { paymentKey: 1, componentKey, amountMinor, valueOn };
};

const charges = [
  charge(20, 500, "2026-02-01"),
  charge(10, 1_000, "2026-01-01"),
  charge(11, 200, "2026-02-15"),
  charge(11, -200, "2026-04-01"),
];
const entries = [
  entry(10, 700, "2026-02-10"),
  entry(null, 50, "2026-02-10"),
  entry(null, -50, "2026-02-15"),
  entry(11, 50, "2026-02-15"),
  entry(11, -50, "2026-04-01"),
  entry(10, 50, "2026-04-01"),
];

describe("the balance at the end of a day", () => {
  it.each([
    ["2025-12-31", 0, 0, 0, 0, 0],
    ["2026-01-31", 1_000, 0, 1_000, 0, 0],
    ["2026-02-01", 1_500, 0, 1_500, 1_000, 0],
    ["2026-02-10", 1_500, 700, 800, 300, 50],
    ["2026-02-15", 1_700, 750, 950, 450, 0],
    ["2026-04-01", 1_500, 750, 750, 750, 0],
  ])("%s: charged %d, paid %d, owed %d, overdue %d, kept %d", (day, ...expected) => {
    const balance = balanceOn({ charges, entries }, day);
    const { chargedMinor, paidMinor, balanceMinor, overdueMinor, overpaymentMinor } = balance;
    expect([chargedMinor, paidMinor, balanceMinor, overdueMinor, overpaymentMinor]).toEqual(
      expected,
    );
  });

  it("knows claims by due day, their components, and how late they are", () => {
    const { claims } = balanceOn({ charges, entries }, "2026-02-15");
    expect(claims.map((claim) => [claim.claimKey, claim.balanceMinor, claim.daysPastDue])).toEqual([
      [1, 450, 15],
      [2, 500, 0],
    ]);
    expect(claims[0]?.components.map((part) => [part.kind, part.balanceMinor])).toEqual([
      ["principal", 300],
      ["fee", 150],
    ]);
  });

  it("without a day counts everything that is booked and calls nothing overdue", () => {
    const balance = balanceOn({ charges, entries }, null);
    expect(balance).toMatchObject({ chargedMinor: 1_500, balanceMinor: 750, overdueMinor: 0 });
  });

  it("refuses amounts that a number cannot hold", () => {
    const huge = charge(10, Number.MAX_SAFE_INTEGER, "2026-01-01");
    expect(() => balanceOn({ charges: [huge, huge], entries: [] }, null)).toThrow(
      /kernel.money_overflow/,
    );
  });
});
