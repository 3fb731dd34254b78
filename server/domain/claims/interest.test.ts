import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreedRate, statutoryRates } from "../law";
import { Accrual, type AccrualTerms } from "./accrual";
import { accruedLines, withAccrued } from "./accrued";
import { type Accruing, type AllocationFacts, allocate, type Charge } from "./allocation";
import { balanceOn } from "./balance";
import { INTEREST_CASES, type InterestCase } from "./interest-cases";
import { delayFromOf } from "./interest-terms";

const PRINCIPAL_FIRST = { kindOrder: [["principal"], ["lateInterest"]], isClaimFirst: true };
const INTEREST_FIRST = { kindOrder: [["lateInterest"], ["principal"]], isClaimFirst: true };
const head = { claimKey: 1, dueOn: "2026-01-31", claimLabel: "", componentLabel: "" };

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error("not one");
  return row;
}

function termsOf({ regime, dueOn, dayCount }: Pick<InterestCase, "regime" | "dueOn" | "dayCount">) {
  const from = delayFromOf(dueOn);
  return { path: statutoryRates(regime, from, { until: "2030-12-31" }), dayCount, from, to: null };
}

function factsOf(given: InterestCase): AllocationFacts & { accruals: Accruing[] } {
  const claim = { ...head, dueOn: given.dueOn };
  const { principalMinor: amountMinor } = given;
  // A payment before the due day pays a debt that is there: it arose a month before.
  const valueOn = given.payments.reduce((min, [on]) => (on < min ? on : min), given.dueOn);
  return {
    charges: [{ ...claim, componentKey: 1, kind: "principal", valueOn, amountMinor }],
    accruals: [{ ...claim, componentKey: 2, kind: "lateInterest", terms: termsOf(given) }],
    payments: given.payments.map(([valueOn, amountMinor], paymentKey) => {
      return { paymentKey, claimKey: null, valueOn, amountMinor };
    }),
    reversals: [],
    profile: PRINCIPAL_FIRST,
  };
}

describe("interest worked out by hand", () => {
  it.each(INTEREST_CASES)("$regime from $dueOn to $onDay: $how", (given) => {
    const facts = factsOf(given);
    const entries = allocate(facts);
    const lines = accruedLines(
      { charges: facts.charges, entries },
      only(facts.accruals),
      given.onDay,
    );
    const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
    expect(sum).toBe(given.expectedMinor);
    expect(lines.at(-1)?.totalMinor ?? 0).toBe(given.expectedMinor);
  });

  it("writes the calculation out as a person would", () => {
    const [given] = INTEREST_CASES.filter(({ payments }) => payments.length === 3);
    if (!given) throw new Error("no case");
    const facts = factsOf(given);
    const entries = allocate(facts);
    const lines = accruedLines(
      { charges: facts.charges, entries },
      only(facts.accruals),
      given.onDay,
    );
    const how = lines.map(
      ({ baseMinor, rate, days, yearDays }) =>
        `${(baseMinor / 100).toFixed(2)} × ${rate / 10_000} % × ${days}/${yearDays}`,
    );
    expect(how.join(" + ")).toBe(given.how);
  });
});

describe("interest on interest, where it was agreed", () => {
  const loan = (capitalMonths: 1 | 12 | null, paid: [string, number][] = []) => {
    const claim = { ...head, dueOn: "2024-12-31" };
    const terms: AccrualTerms = {
      ...{ path: agreedRate(120_000, "2025-01-01"), dayCount: "act365", from: "2025-01-01" },
      ...{ to: null, capitalMonths },
    };
    const charges: Charge[] = [
      {
        ...claim,
        ...{ componentKey: 1, kind: "principal" },
        valueOn: "2024-12-31",
        amountMinor: 10_000_000,
      },
    ];
    const accruing = { ...claim, componentKey: 2, kind: "lateInterest", terms };
    const payments = paid.map(([valueOn, amountMinor], paymentKey) => {
      return { paymentKey, claimKey: null, valueOn, amountMinor };
    });
    const facts = {
      charges,
      accruals: [accruing],
      payments,
      reversals: [],
      profile: INTEREST_FIRST,
    };
    const entries = allocate(facts);
    return (onDay: string) =>
      accruedLines({ charges, entries }, accruing, onDay).map(
        ({ baseMinor, capitalMinor, days, totalMinor }) => [
          baseMinor,
          capitalMinor,
          days,
          totalMinor,
        ],
      );
  };

  it("bears interest from the end of each year", () => {
    // 100 000 × 12 % = 12 000; 112 000 × 12 % × 31/365 = 1 141.48
    expect(loan(12)("2026-01-31")).toEqual([
      [10_000_000, 0, 365, 1_200_000],
      [11_200_000, 1_200_000, 31, 1_314_148],
    ]);
    // Without it: 100 000 × 12 % × 396/365
    expect(loan(null)("2026-01-31")).toEqual([[10_000_000, 0, 396, 1_301_918]]);
  });

  it("bears interest from the end of each month", () => {
    // 100 000 × 12 % × 31/365 = 1 019.178; 101 019.18 × 12 % × 28/365 = 929.930
    expect(loan(1)("2025-02-28")).toEqual([
      [10_000_000, 0, 31, 101_918],
      [10_101_918, 101_918, 28, 194_911],
    ]);
  });

  it("is what of it was not paid: a payment takes the oldest first", () => {
    // 112 000 × 12 % × 10/365 = 368.219; 107 000 × 12 % × 21/365 = 738.740
    expect(loan(12, [["2026-01-10", 500_000]])("2026-01-31")).toEqual([
      [10_000_000, 0, 365, 1_200_000],
      [11_200_000, 1_200_000, 10, 1_236_822],
      [10_700_000, 700_000, 21, 1_310_696],
    ]);
    // Paid before the year is over, none of it is ever added.
    expect(loan(12, [["2025-12-31", 1_200_000]])("2026-01-31").at(-1)).toEqual([
      ...[10_000_000, 0, 396, 1_301_918],
    ]);
  });
});

describe("the law's rates", () => {
  it.each([
    ["2010-01-15", 80_000],
    ["2012-08-01", 75_000],
    ["2013-03-01", 70_500],
    ["2013-09-01", 80_500],
    ["2018-09-01", 90_000],
    ["2021-09-01", 85_000],
    ["2022-03-01", 117_500],
    ["2023-03-01", 150_000],
    ["2024-03-01", 147_500],
    ["2024-09-01", 127_500],
    ["2025-09-01", 115_000],
    ["2026-09-01", 117_500],
  ])("for a delay from %s begin at %d", (from, rate) => {
    expect(statutoryRates("cz-statutory", from, { until: from }).steps[0]?.rate).toBe(rate);
  });

  it("are not known, and never zero, where the table or the law does not reach", () => {
    expect(statutoryRates("cz-statutory", "2027-01-01", { until: "2027-02-01" })).toEqual({
      steps: [],
      unknownFrom: "2027-01-01",
    });
    expect(statutoryRates("cz-statutory", "2005-04-27", { until: "2006-01-01" }).unknownFrom).toBe(
      "2005-04-27",
    );
    const floating = statutoryRates("sk-commercial-half-year", "2025-03-01", {
      until: "2026-12-31",
    });
    expect(floating.steps.length).toBeGreaterThan(0);
    expect(floating.unknownFrom).toBe("2026-01-01");
  });

  it("end with the last day of the calendar", () => {
    const terms: AccrualTerms = {
      path: statutoryRates("cz-statutory", "2026-02-01", { until: "2026-02-01" }),
      ...{ dayCount: "act365", from: "2026-02-01", to: null },
    };
    const accrual = new Accrual(terms);
    accrual.run(1, ["9999-12-30", "9999-12-31"]);
    expect(accrual.lines).toHaveLength(1);
  });

  it("that end in the middle of a delay stop the count there, and say so", () => {
    const terms: AccrualTerms = {
      path: statutoryRates("sk-commercial-half-year", "2025-07-01", { until: "2026-12-31" }),
      ...{ dayCount: "act365", from: "2025-07-01", to: null },
    };
    const known = new Accrual(terms);
    known.run(1_000_000, ["2025-07-01", "2025-12-31"]);
    const beyond = new Accrual(terms);
    beyond.run(1_000_000, ["2025-07-01", "2026-06-30"]);
    expect(beyond.totalMinor).toBe(known.totalMinor);
    expect(beyond.lines.at(-1)?.to).toBe("2025-12-31");
  });
});

const DAYS = ["2023-12-30", "2023-12-31", "2024-02-28", "2024-02-29", "2024-07-01", "2025-01-02"];
const LAST = "2025-03-01";
const day = fc.constantFrom(...DAYS);
const facts: fc.Arbitrary<AllocationFacts & { accruals: Accruing[] }> = fc
  .record({
    principals: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 900_000 })), {
      minLength: 1,
      maxLength: 3,
    }),
    fee: fc.option(fc.tuple(day, fc.integer({ min: 1, max: 5_000 })), { nil: null }),
    payments: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 600_000 })), { maxLength: 5 }),
    bounced: fc.option(fc.nat({ max: 4 }), { nil: null }),
    waived: fc.option(fc.tuple(day, fc.integer({ min: 1, max: 30_000 })), { nil: null }),
    dayCount: fc.constantFrom("act365" as const, "actAct" as const),
    isInterestFirst: fc.boolean(),
    to: fc.option(day, { nil: null }),
    capitalMonths: fc.constantFrom(null, 1 as const, 6 as const),
  })
  .map(({ principals, fee, waived, payments, bounced, dayCount, isInterestFirst, to, ...rest }) => {
    const claim = { ...head, dueOn: "2023-12-30" };
    const charge =
      (componentKey: number, kind: string) => (valueOn: string, amountMinor: number) => ({
        ...{ ...claim, componentKey, kind, valueOn, amountMinor },
      });
    const charges: Charge[] = principals.map(([on, minor]) => charge(1, "principal")(on, minor));
    if (fee) charges.push(charge(3, "fee")(...fee));
    // It may be more than has grown, or than ever grows.
    if (waived) charges.push(charge(2, "lateInterest")(waived[0], -waived[1]));
    return {
      charges,
      accruals: [
        {
          ...{ ...claim, componentKey: 2, kind: "lateInterest" },
          terms: {
            ...termsOf({ regime: "cz-statutory", dueOn: claim.dueOn, dayCount }),
            to,
            ...rest,
          },
        },
      ],
      payments: payments.map(([valueOn, amountMinor], paymentKey) => {
        return { paymentKey, claimKey: null, valueOn, amountMinor };
      }),
      reversals:
        bounced !== null && payments[bounced]
          ? [{ paymentKey: bounced, kind: "bounce" as const, valueOn: LAST }]
          : [],
      profile: isInterestFirst ? INTEREST_FIRST : PRINCIPAL_FIRST,
    };
  });

const check = (property: (given: AllocationFacts & { accruals: Accruing[] }) => void) =>
  fc.assert(fc.property(facts, property), { numRuns: 500 });

describe("for random debts, payments and bounces that bear interest", () => {
  it("what a payment paid sums to the payment, and nothing is paid beyond what was owed", () => {
    check((given) => {
      const entries = allocate(given);
      for (const payment of given.payments) {
        const isBounced = given.reversals.some((r) => r.paymentKey === payment.paymentKey);
        const mine = entries.filter(({ paymentKey }) => paymentKey === payment.paymentKey);
        const sum = mine.reduce((total, { amountMinor }) => total + amountMinor, 0);
        expect(sum).toBe(isBounced ? 0 : payment.amountMinor);
      }
      for (const on of [...DAYS, LAST]) {
        const charges = withAccrued(given, entries, on);
        const balance = balanceOn({ charges, entries }, on);
        for (const component of balance.claims.flatMap((claim) => claim.components)) {
          expect(component.balanceMinor).toBeGreaterThanOrEqual(0);
          expect(component.paidMinor).toBeGreaterThanOrEqual(0);
        }
        if (balance.overpaymentMinor > 0) expect(balance.balanceMinor).toBe(0);
      }
    });
  });

  it("the sweep and the derivation from what is booked see the same interest", () => {
    check((given) => {
      const entries = allocate(given);
      const lines = accruedLines({ charges: given.charges, entries }, only(given.accruals), LAST);
      // Paid in full on the last day: what the sweep asks for is what the derivation says is open.
      const rich = { paymentKey: 99, claimKey: null, valueOn: LAST, amountMinor: 1_000_000_000 };
      const settled = allocate({ ...given, payments: [...given.payments, rich] });
      const paid = settled
        .filter(({ componentKey }) => componentKey === 2)
        .reduce((total, { amountMinor }) => total + amountMinor, 0);
      const waivedMinor = given.charges
        .filter(({ componentKey }) => componentKey === 2)
        .reduce((total, { amountMinor }) => total - amountMinor, 0);
      expect(paid).toBe(Math.max(0, (lines.at(-1)?.totalMinor ?? 0) - waivedMinor));
    });
  });

  it("an event on which nothing changes moves nothing, whenever it comes", () => {
    fc.assert(
      fc.property(facts, day, (given, on) => {
        const fee = { ...head, dueOn: "2023-12-30", claimKey: 7, componentKey: 70, kind: "fee" };
        const quiet: Charge[] = [
          { ...fee, valueOn: on, amountMinor: 5 },
          { ...fee, valueOn: on, amountMinor: -5 },
        ];
        const total = (charges: readonly Charge[]) => {
          const entries = allocate({ ...given, charges });
          return accruedLines({ charges, entries }, only(given.accruals), LAST).at(-1)?.totalMinor;
        };
        expect(total([...given.charges, ...quiet])).toBe(total(given.charges));
      }),
      { numRuns: 300 },
    );
  });

  it("the order of entry does not matter", () => {
    check((given) => {
      const turned = {
        ...given,
        charges: [...given.charges].reverse(),
        payments: [...given.payments].reverse(),
      };
      const on = (facts: AllocationFacts & { accruals: Accruing[] }) => {
        const entries = allocate(facts);
        const balance = balanceOn({ charges: withAccrued(facts, entries, LAST), entries }, LAST);
        for (const { components } of balance.claims) {
          components.sort((a, b) => a.componentKey - b.componentKey);
        }
        return balance;
      };
      expect(on(turned)).toEqual(on(given));
    });
  });
});
