import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CandidateFacts,
  type MatchReasonCode,
  scoreCandidate,
  slipOf,
} from "./score-candidate";
import { MATCH_FAMILIES } from "./verdict";

const FACTS: CandidateFacts = {
  ...{
    families: ["symbol"],
    amountMinor: 1_000,
    balanceMinor: 1_000,
    balanceTodayMinor: 1_000,
    isCurrency: true,
  },
  ...{ givenSymbol: "41", symbol: "41", isExact: true },
  ...{ accountPayments: 0, accountDebtors: 0, nameWords: 2, sharedWords: 0 },
};
const pointsOf = (more: Partial<CandidateFacts>) => scoreCandidate({ ...FACTS, ...more }).points;
const codesOf = (more: Partial<CandidateFacts>) =>
  scoreCandidate({ ...FACTS, ...more }).reasons.map(({ code }) => code);

describe("slipOf", () => {
  it.each<[string, string, MatchReasonCode | null]>([
    ["4100000011", "4100000011", null],
    ["1400000011", "4100000011", "symbol_swapped"],
    ["4100000101", "4100000011", "symbol_swapped"],
    ["4100000012", "4100000011", "symbol_digit_wrong"],
    ["410000011", "4100000011", "symbol_digit_missing"],
    ["41000000111", "4100000011", "symbol_digit_extra"],
    ["041", "41", null],
    ["4100000022", "4100000011", null],
    ["1", "4100000011", null],
    ["", "1", "symbol_digit_missing"],
  ])("%s for %s: %s", (given, meant, slip) => {
    expect(slipOf(given, meant)).toBe(slip);
  });

  it("names every change of one digit, and a change of two never", () => {
    const digits = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 10 });
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 8 }), (all, where, by) => {
        const at = where % all.length;
        const other = all.map((digit, i) => (i === at ? ((digit - 1 + by) % 9) + 1 : digit));
        expect(slipOf(other.join(""), all.join(""))).toBe("symbol_digit_wrong");
      }),
    );
  });
});

describe("scoreCandidate", () => {
  it("says why, the strongest first", () => {
    expect(codesOf({ sharedWords: 2 })).toEqual(["symbol_exact", "name_same", "amount_exact"]);
    expect(codesOf({ isExact: false, balanceMinor: 0 })).toEqual(["symbol_equal", "nothing_owed"]);
    expect(codesOf({ families: ["account"], accountPayments: 3, accountDebtors: 1 })[0]).toBe(
      "account_known",
    );
    expect(codesOf({ families: ["account"], accountDebtors: 2 })).toContain("account_shared");
    expect(codesOf({ isCurrency: false })).toEqual(["symbol_exact", "other_currency"]);
    expect(
      scoreCandidate({ ...FACTS, amountMinor: 900 }).reasons.find(
        ({ code }) => code === "amount_under",
      )?.params,
    ).toEqual({ differenceMinor: 100 });
  });

  it("ranks a symbol over the text over an account over a slip, all else equal", () => {
    const rank = [
      pointsOf({}),
      pointsOf({ families: ["text"] }),
      pointsOf({ families: ["account"], accountDebtors: 1 }),
      pointsOf({ families: ["near"], givenSymbol: "4100000012", symbol: "4100000011" }),
      pointsOf({ families: ["name"] }),
    ];
    expect(rank).toEqual([...rank].sort((a, b) => b - a));
    expect(new Set(rank).size).toBe(rank.length);
  });

  it("stays between 0 and 100, and more agreement is never worth less", () => {
    const facts = fc.record({
      families: fc.subarray([...MATCH_FAMILIES], { minLength: 1 }),
      amountMinor: fc.integer({ min: 1, max: 10_000 }),
      balanceMinor: fc.integer({ min: -1_000, max: 10_000 }),
      balanceTodayMinor: fc.integer({ min: -1_000, max: 10_000 }),
      isCurrency: fc.boolean(),
      givenSymbol: fc.constantFrom(null, "4100000012"),
      symbol: fc.constantFrom(null, "4100000011"),
      isExact: fc.boolean(),
      accountPayments: fc.nat(20),
      accountDebtors: fc.nat(3),
      nameWords: fc.nat(4),
      sharedWords: fc.nat(4),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { points } = scoreCandidate(given);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(100);
        const named = scoreCandidate({ ...given, nameWords: 2, sharedWords: 2 }).points;
        const nameless = scoreCandidate({ ...given, nameWords: 2, sharedWords: 0 }).points;
        expect(named).toBeGreaterThanOrEqual(nameless);
      }),
    );
  });
});
