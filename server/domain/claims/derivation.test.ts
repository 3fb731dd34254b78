import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/server/kernel/days";
import { agreedRate } from "../law";
import { withAccrued } from "./accrued";
import { type Accruing, allocate, type Charge, type Payment, type Reversal } from "./allocation";
import { balanceOn } from "./balance";
import { deriveBalance, deriveOverpayment } from "./derivation";

const START = "2025-11-03";
const RUNS = 300;
const dayAt = (offset: number) => addDays(START, offset);
// Days meet and amounts are small on purpose: ties and half haléře are what can go wrong.
const offset = fc.integer({ min: 0, max: 90 });
const amount = fc.integer({ min: 1, max: 9_000 });

const claimShape = fc.record({
  principals: fc.array(fc.tuple(offset, amount), { minLength: 1, maxLength: 3 }),
  fees: fc.array(fc.tuple(offset, amount), { maxLength: 2 }),
  lowered: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  rate: fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: null }),
  from: offset,
  length: fc.option(offset, { nil: null }),
  waived: fc.option(fc.tuple(offset, amount), { nil: null }),
  dayCount: fc.constantFrom("act365" as const, "actAct" as const),
  capitalMonths: fc.constantFrom(null, 1 as const, 3 as const),
});
type ClaimShape = typeof claimShape extends fc.Arbitrary<infer T> ? T : never;

const paymentShape = fc.record({
  on: offset,
  amountMinor: fc.integer({ min: 1, max: 12_000 }),
  named: fc.option(fc.nat({ max: 2 }), { nil: null }),
  bouncedAfter: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null, freq: 3 }),
});

const PROFILES = [
  [["costs", "fee"], ["lateInterest"], ["principal"]],
  [["principal"], ["lateInterest"], ["fee"]],
];

function claimOf(shape: ClaimShape, claimKey: number): { charges: Charge[]; accruals: Accruing[] } {
  const head = { claimKey, dueOn: START, claimLabel: "", componentLabel: "" };
  const of = (index: number, kind: string) => ({
    ...head,
    componentKey: claimKey * 10 + index,
    kind,
  });
  const dated = (kind: string, index: number) =>
    (shape[index === 1 ? "principals" : "fees"] as [number, number][]).map(([on, amountMinor]) => {
      return { ...of(index, kind), valueOn: dayAt(on), amountMinor };
    });
  const [first] = shape.principals as [number, number][];
  const lowered =
    shape.lowered !== null && first
      ? [
          {
            ...of(1, "principal"),
            valueOn: dayAt(first[0] + shape.lowered),
            amountMinor: -first[1],
          },
        ]
      : [];
  const { rate, from, length, dayCount, capitalMonths } = shape;
  const terms = {
    ...{ path: agreedRate(rate ?? 0, dayAt(from)), dayCount, from: dayAt(from), capitalMonths },
    to: length === null ? null : dayAt(from + length),
  };
  // It may be more than has grown by its day, or than ever grows.
  const waived =
    shape.waived && rate !== null
      ? [
          {
            ...of(3, "lateInterest"),
            valueOn: dayAt(shape.waived[0]),
            amountMinor: -shape.waived[1],
          },
        ]
      : [];
  return {
    charges: [...dated("principal", 1), ...dated("fee", 2), ...lowered, ...waived],
    accruals: rate === null ? [] : [{ ...of(3, "lateInterest"), terms }],
  };
}

const facts = fc
  .tuple(
    fc.array(claimShape, { minLength: 1, maxLength: 3 }),
    fc.array(paymentShape, { maxLength: 6 }),
    fc.constantFrom(...PROFILES),
    fc.integer({ min: 0, max: 130 }),
  )
  .map(([claims, paid, kindOrder, on]) => {
    const books = claims.map(claimOf);
    const charges = books.flatMap((book) => book.charges);
    const accruals = books.flatMap((book) => book.accruals);
    const payments: Payment[] = paid.map((each, paymentKey) => {
      const { named, amountMinor } = each;
      return { paymentKey, claimKey: named, valueOn: dayAt(each.on), amountMinor };
    });
    const reversals: Reversal[] = paid.flatMap(({ on: paidOn, bouncedAfter }, paymentKey) => {
      const valueOn = dayAt(paidOn + (bouncedAfter ?? 0));
      return bouncedAfter === null ? [] : [{ paymentKey, kind: "bounce" as const, valueOn }];
    });
    const profile = { kindOrder, isClaimFirst: true };
    const entries = allocate({ charges, accruals, payments, reversals, profile });
    return { book: { charges, accruals, entries }, claimKeys: [...claims.keys()], day: dayAt(on) };
  });

describe("for random debts that bear interest, payments and bounces, on any day", () => {
  it("the lines of every claim and of every component end with the ledger's balance", () => {
    fc.assert(
      fc.property(facts, ({ book, claimKeys, day }) => {
        const grown = withAccrued(book, book.entries, day);
        const balance = balanceOn({ charges: grown, entries: book.entries }, day);
        let sumMinor = 0;
        for (const claimKey of claimKeys) {
          const claim = balance.claims.find((each) => each.claimKey === claimKey);
          const steps = deriveBalance(book, { claimKey }, day);
          expect(steps.at(-1)?.totalMinor ?? 0).toBe(claim?.balanceMinor ?? 0);
          sumMinor += steps.at(-1)?.totalMinor ?? 0;
          for (const { componentKey, balanceMinor } of claim?.components ?? []) {
            const own = deriveBalance(book, { claimKey, componentKey }, day);
            expect(own.at(-1)?.totalMinor ?? 0).toBe(balanceMinor);
          }
        }
        expect(sumMinor).toBe(balance.balanceMinor);
        const kept = deriveOverpayment(book, day);
        expect(kept.at(-1)?.totalMinor ?? 0).toBe(balance.overpaymentMinor);
      }),
      { numRuns: RUNS },
    );
  });

  it("what stands beside a payment is what was owed on that day", () => {
    fc.assert(
      fc.property(facts, ({ book, claimKeys, day }) => {
        for (const claimKey of claimKeys) {
          const steps = deriveBalance(book, { claimKey }, day);
          for (const [index, { on, type, totalMinor }] of steps.entries()) {
            const isLastOfDay = steps[index + 1]?.on !== on;
            if (type !== "payment" || !isLastOfDay) continue;
            const grown = withAccrued(book, book.entries, on);
            const { claims } = balanceOn({ charges: grown, entries: book.entries }, on);
            const then = claims.find((each) => each.claimKey === claimKey);
            expect(totalMinor).toBe(then?.balanceMinor ?? 0);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("stretches of interest follow each other without gap or overlap, and their days are counted", () => {
    fc.assert(
      fc.property(facts, ({ book, claimKeys, day }) => {
        for (const claimKey of claimKeys) {
          const lines = deriveBalance(book, { claimKey }, day).flatMap((step) =>
            step.type === "interest" ? [step.line] : [],
          );
          for (const [index, { from, to, days }] of lines.entries()) {
            expect(addDays(from, days - 1)).toBe(to);
            const next = lines[index + 1];
            if (next) expect(next.from > to).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

it("money on a component that owes nothing by that day is overpayment, as in the balance", () => {
  const head = { claimKey: 1, dueOn: START, claimLabel: "", componentLabel: "" };
  const charges = [
    { ...head, componentKey: 1, kind: "principal", valueOn: "2026-02-01", amountMinor: 500 },
  ];
  const entries = [{ paymentKey: 7, componentKey: 1, valueOn: "2026-01-10", amountMinor: 300 }];
  const book = { charges, accruals: [], entries };
  for (const day of ["2026-01-10", "2026-02-01"]) {
    const { overpaymentMinor, balanceMinor } = balanceOn({ charges, entries }, day);
    expect(deriveOverpayment(book, day).at(-1)?.totalMinor ?? 0).toBe(overpaymentMinor);
    expect(deriveBalance(book, { claimKey: 1 }, day).at(-1)?.totalMinor ?? 0).toBe(balanceMinor);
  }
});
