import { describe, expect, it } from "vitest";
import { drawPayments, type Incoming, isSameSymbol, type Taker } from "./drawing";

const taker = (given: Partial<Taker> & { amounts?: number[] }): Taker => {
  const { amounts = [100, 100], ...own } = given;
  return {
    ...{ key: 1, claimId: null, variableSymbol: null, currency: "CZK" },
    ...{ fromOn: "2026-01-01", beforeOn: null },
    awaited: amounts.map((amountMinor, index) => {
      return { key: index + 1, dueOn: `2026-0${index + 1}-15`, amountMinor };
    }),
    ...own,
  };
};

const money = (given: Partial<Incoming>): Incoming => ({
  ...{ paymentId: 1, claimId: null, variableSymbol: null, currency: "CZK" },
  ...{ valueOn: "2026-01-10", bookedMs: 5, amountMinor: 100 },
  ...given,
});

/** "taker.awaited<-payment:amount" */
const drawn = (takers: Taker[], payments: Incoming[]): string[] =>
  drawPayments(takers, payments).map(({ takerKey, awaitedKey, paymentId, amountMinor }) => {
    return `${takerKey}.${awaitedKey}<-${paymentId}:${amountMinor}`;
  });

describe("payments drawn on a schedule", () => {
  it("pay the oldest instalment first, and run over to the next", () => {
    expect(drawn([taker({})], [money({ amountMinor: 150 })])).toEqual(["1.1<-1:100", "1.2<-1:50"]);
  });

  it("go by their days, however they were entered", () => {
    const late = money({ paymentId: 1, valueOn: "2026-02-01", amountMinor: 60 });
    const backDated = money({ paymentId: 2, valueOn: "2026-01-05", amountMinor: 60 });
    const expected = ["1.1<-2:60", "1.1<-1:40", "1.2<-1:20"];
    expect(drawn([taker({})], [late, backDated])).toEqual(expected);
    expect(drawn([taker({})], [backDated, late])).toEqual(expected);
  });

  it("are none of a schedule that begins later, has ended, or is in another currency", () => {
    expect(drawn([taker({ fromOn: "2026-01-11" })], [money({})])).toEqual([]);
    expect(drawn([taker({ beforeOn: "2026-01-10" })], [money({})])).toEqual([]);
    expect(drawn([taker({ beforeOn: "2026-01-11" })], [money({})])).toEqual(["1.1<-1:100"]);
    expect(drawn([taker({})], [money({ currency: "EUR" })])).toEqual([]);
  });

  it("go to the schedule they are meant for: its symbol, its claim, then the earliest", () => {
    const whole = taker({ key: 1 });
    const ofClaim = taker({ key: 2, claimId: 7, fromOn: "2026-01-02" });
    const ofSymbol = taker({ key: 3, variableSymbol: "555", fromOn: "2026-01-03" });
    const all = [ofSymbol, whole, ofClaim];
    expect(drawn(all, [money({ variableSymbol: "0000000555", claimId: 7 })])).toEqual([
      "3.1<-1:100",
    ]);
    expect(drawn(all, [money({ claimId: 7 })])).toEqual(["2.1<-1:100"]);
    expect(drawn(all, [money({})])).toEqual(["1.1<-1:100"]);
  });

  it("hand on what one schedule does not need", () => {
    const first = taker({ key: 1, claimId: 7, amounts: [100] });
    const second = taker({ key: 2, amounts: [100] });
    expect(drawn([first, second], [money({ claimId: 7, amountMinor: 250 })])).toEqual([
      "1.1<-1:100",
      "2.1<-1:100",
    ]);
  });

  it("that name another claim do not pay the schedule of this one", () => {
    expect(drawn([taker({ claimId: 7 })], [money({ claimId: 8 })])).toEqual([]);
    expect(drawn([taker({ claimId: 7 })], [money({ claimId: null })])).toEqual(["1.1<-1:100"]);
  });

  it("of the day of a replacement go by the instant: one schedule or the other, never both", () => {
    const day = "2026-01-10";
    const old = taker({ key: 1, beforeOn: day, untilMs: 6 });
    const fresh = taker({ key: 2, fromOn: day, sinceMs: 6 });
    expect(drawn([old, fresh], [money({ bookedMs: 5 })])).toEqual(["1.1<-1:100"]);
    expect(drawn([old, fresh], [money({ bookedMs: 6 })])).toEqual(["2.1<-1:100"]);
    // More than the old one waited for was known when the new one was agreed.
    expect(drawn([old, fresh], [money({ amountMinor: 500 })])).toEqual([
      ...["1.1<-1:100", "1.2<-1:100"],
    ]);
    const next = money({ valueOn: "2026-01-11", bookedMs: 5 });
    expect(drawn([old, fresh], [next])).toEqual(["2.1<-1:100"]);
  });

  it("of a promise's first day count only when they were entered after it", () => {
    const promise = taker({ fromOn: "2026-01-10", sinceMs: 6 });
    expect(drawn([promise], [money({})])).toEqual([]);
    expect(drawn([promise], [money({ bookedMs: 6 })])).toEqual(["1.1<-1:100"]);
    expect(drawn([promise], [money({ valueOn: "2026-01-11" })])).toEqual(["1.1<-1:100"]);
  });

  it("know a symbol with or without its zeros, and no empty one", () => {
    expect(isSameSymbol("00123", "123")).toBe(true);
    expect(isSameSymbol("123", "124")).toBe(false);
    expect(isSameSymbol(null, null)).toBe(false);
    expect(isSameSymbol("", "000")).toBe(false);
  });
});
