import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_RULES } from "./match-rules";
import { inOneGo } from "./one-go";
import { type Found, judge, MATCH_FAMILIES, type MovementFacts } from "./verdict";

const FOUND: Found = {
  ...{
    cases: 1,
    claims: 1,
    caseId: 7,
    claimId: 70,
    owedMinor: 1_000,
    owedTodayMinor: 1_000,
    digits: 10,
  },
  ...{ isCurrency: true, isExact: true },
};
const FACTS: MovementFacts = {
  ...{ amountMinor: 1_000, currency: "CZK", isReversal: false, hasSymbol: true, isRefused: false },
  found: {},
};

describe("judge", () => {
  it("books by the symbol whatever the amount, and on the case where it has several claims", () => {
    const found = { symbol: FOUND };
    expect(judge({ ...FACTS, found, amountMinor: 5_000 }, DEFAULT_RULES)).toEqual({
      reason: "exact_symbol",
      certain: { caseId: 7, claimId: 70 },
    });
    const twins = { symbol: { ...FOUND, claims: 2, isExact: false } };
    expect(judge({ ...FACTS, found: twins }, DEFAULT_RULES)).toEqual({
      reason: "equal_symbol",
      certain: { caseId: 7, claimId: null },
    });
  });

  it("books by the text only one claim, six digits, not more than is owed, nothing refused", () => {
    const text = (more: Partial<Found>, facts: Partial<MovementFacts> = {}) =>
      judge({ ...FACTS, found: { text: { ...FOUND, ...more } }, ...facts }, DEFAULT_RULES).certain;
    expect(text({})).toEqual({ caseId: 7, claimId: 70 });
    expect(text({ claims: 2 })).toBeNull();
    expect(text({ digits: 5 })).toBeNull();
    expect(text({ owedTodayMinor: 999 })).toBeNull();
    expect(text({}, { isRefused: true })).toBeNull();
  });

  it("never books what two cases share, a likeness, a reversal or money out, whatever the rules", () => {
    const found = fc.record({
      cases: fc.nat(3),
      claims: fc.nat(3),
      caseId: fc.constant(7),
      claimId: fc.constant(70),
      owedMinor: fc.nat(2_000),
      owedTodayMinor: fc.nat(2_000),
      digits: fc.nat(10),
      isCurrency: fc.boolean(),
      isExact: fc.boolean(),
    });
    const facts = fc.record({
      amountMinor: fc.integer({ min: -10, max: 2_000 }),
      currency: fc.constantFrom("CZK", "EUR", "USD"),
      isReversal: fc.boolean(),
      hasSymbol: fc.boolean(),
      isRefused: fc.boolean(),
      found: fc.record(Object.fromEntries(MATCH_FAMILIES.map((family) => [family, found])), {
        requiredKeys: [],
      }),
    });
    const mode = fc.constantFrom("book", "offer", "off");
    const rules = fc.record({
      ...{ exact_symbol: mode, equal_symbol: mode, symbol_in_text: mode, known_account: mode },
      ...{ name_amount: mode, near_symbol: mode },
    });
    fc.assert(
      fc.property(facts, rules, (given, by) => {
        const { certain, reason } = judge(given as MovementFacts, by as typeof DEFAULT_RULES);
        if (!certain) return;
        expect(given.isReversal).toBe(false);
        expect(given.amountMinor).toBeGreaterThan(0);
        expect(given.currency).not.toBe("USD");
        expect(["name_amount", "near_symbol"]).not.toContain(reason);
        const { symbol, text, account } = (given as MovementFacts).found;
        if (reason.endsWith("_symbol")) expect(symbol?.cases).toBe(1);
        if (reason === "symbol_in_text") expect(text?.claims).toBe(1);
        if (reason === "known_account") expect(account?.cases).toBe(1);
        if (symbol && !reason.endsWith("_symbol")) expect(symbol.cases).toBeLessThan(2);
      }),
    );
  });
});

describe("inOneGo", () => {
  const paying = (caseId: number, claimId: number | null, amountMinor: number) => ({
    ...{ reason: "exact_symbol" as const, amountMinor, owedMinor: 1_000 },
    certain: { caseId, claimId },
  });
  it("takes payments of a case as long as each leaves something owed on the claim that it names", () => {
    const all = [
      paying(1, 10, 400),
      paying(1, 11, 999),
      paying(1, 10, 600),
      paying(1, 11, 1),
      paying(2, null, 5),
      paying(2, 20, 5),
    ];
    expect(inOneGo(all)).toEqual([all[0], all[1], all[2], all[4]]);
  });
});
