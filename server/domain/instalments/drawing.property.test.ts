import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/server/kernel/days";
import { type Drawn, drawPayments, type Incoming, type Taker } from "./drawing";

const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays("2026-01-01", n));
const claim = fc.constantFrom(null, 1, 2);
const symbol = fc.constantFrom(null, "11", "22", "0011");
const currency = fc.constantFrom("CZK" as const, "CZK" as const, "EUR" as const);
const amountMinor = fc.integer({ min: 1, max: 500 });

const takers: fc.Arbitrary<Taker[]> = fc
  .array(
    fc.record({
      ...{ claimId: claim, variableSymbol: symbol, currency, fromOn: day },
      beforeOn: fc.oneof(fc.constant(null), day),
      awaited: fc.array(fc.record({ dueOn: day, amountMinor }), { minLength: 1, maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) =>
    rows.map((row, key) => ({
      ...{ ...row, key },
      awaited: row.awaited.map((each, index) => ({ ...each, key: index })),
    })),
  );

const payments: fc.Arbitrary<Incoming[]> = fc
  .array(
    fc.record({ claimId: claim, variableSymbol: symbol, currency, valueOn: day, amountMinor }),
    {
      maxLength: 12,
    },
  )
  .map((rows) => rows.map((row, paymentId) => ({ ...row, paymentId, bookedMs: paymentId })));

const sum = (rows: readonly Drawn[]) => rows.reduce((n, row) => n + row.amountMinor, 0);
const key = ({ takerKey, awaitedKey, paymentId, amountMinor: n }: Drawn) =>
  `${takerKey}.${awaitedKey}<-${paymentId}:${n}`;

/** Whether a taker may have a payment at all, said another way than the rule says it. */
function isMeant(taker: Taker, payment: Incoming): boolean {
  const bare = (text: string | null) => (text === null ? null : String(Number(text)));
  const isInTime =
    payment.valueOn >= taker.fromOn &&
    (taker.beforeOn === null || payment.valueOn < taker.beforeOn);
  const isNamed =
    taker.variableSymbol !== null && bare(taker.variableSymbol) === bare(payment.variableSymbol);
  const isOther =
    taker.claimId !== null && payment.claimId !== null && taker.claimId !== payment.claimId;
  return isInTime && taker.currency === payment.currency && (isNamed || !isOther);
}

describe("drawing payments on what is awaited", () => {
  it("gives away no more than came, and nowhere more than is awaited", () => {
    fc.assert(
      fc.property(takers, payments, (all, money) => {
        const drawn = drawPayments(all, money);
        for (const { paymentId, amountMinor: n } of money) {
          expect(sum(drawn.filter((row) => row.paymentId === paymentId))).toBeLessThanOrEqual(n);
        }
        for (const taker of all) {
          for (const line of taker.awaited) {
            const own = drawn.filter((r) => r.takerKey === taker.key && r.awaitedKey === line.key);
            expect(sum(own)).toBeLessThanOrEqual(line.amountMinor);
          }
        }
      }),
    );
  });

  it("pays within a schedule the oldest instalment first", () => {
    fc.assert(
      fc.property(takers, payments, (all, money) => {
        const drawn = drawPayments(all, money);
        for (const taker of all) {
          const paid = taker.awaited
            .toSorted((a, b) => (a.dueOn === b.dueOn ? a.key - b.key : a.dueOn < b.dueOn ? -1 : 1))
            .map((line) => ({
              amountMinor: line.amountMinor,
              paidMinor: sum(
                drawn.filter((r) => r.takerKey === taker.key && r.awaitedKey === line.key),
              ),
            }));
          const firstOpen = paid.findIndex((line) => line.paidMinor < line.amountMinor);
          if (firstOpen === -1) continue;
          expect(paid.slice(firstOpen + 1).every((line) => line.paidMinor === 0)).toBe(true);
        }
      }),
    );
  });

  it("draws only what is meant for a schedule, and leaves money only where nobody waits for it", () => {
    fc.assert(
      fc.property(takers, payments, (all, money) => {
        const drawn = drawPayments(all, money);
        for (const payment of money) {
          const own = drawn.filter(({ paymentId }) => paymentId === payment.paymentId);
          for (const { takerKey } of own) {
            const taker = all[takerKey];
            expect(taker && isMeant(taker, payment)).toBe(true);
          }
          if (sum(own) === payment.amountMinor) continue;
          for (const taker of all.filter((each) => isMeant(each, payment))) {
            const total = taker.awaited.reduce((n, line) => n + line.amountMinor, 0);
            expect(sum(drawn.filter((row) => row.takerKey === taker.key))).toBe(total);
          }
        }
      }),
    );
  });

  it("does not depend on the order in which rows are given", () => {
    fc.assert(
      fc.property(takers, payments, (all, money) => {
        const one = drawPayments(all, money).map(key);
        const shuffled = drawPayments(all.toReversed(), money.toReversed()).map(key);
        expect(shuffled).toEqual(one);
      }),
    );
  });
});
