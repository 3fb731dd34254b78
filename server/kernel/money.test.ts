import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "./locale";
import * as money from "./money";

const { formatAmount, formatMoney, parseMoney, roundDivide, split } = money;

type Read = [text: string | number, amountMinor: number, currency: "CZK" | "EUR" | null];

describe("parseMoney reads", () => {
  it.each<Read>([
    ["0", 0, null],
    ["500", 50_000, null],
    ["1234,5", 123_450, null],
    ["1234.5", 123_450, null],
    ["1234,50", 123_450, null],
    ["1 234,50", 123_450, null],
    ["1\u00a0234,50", 123_450, null],
    ["1\u202f234,50", 123_450, null],
    ["1\u2009234\u2009567,89", 123_456_789, null],
    ["1.234,50", 123_450, null],
    ["1,234.50", 123_450, null],
    ["1'234,50", 123_450, null],
    ["1’234’567.50", 123_456_750, null],
    ["1.234.567", 123_456_700, null],
    ["1,234,567", 123_456_700, null],
    ["12.345.678,9", 1_234_567_890, null],
    ["-1 234,50", -123_450, null],
    ["− 5", -500, null],
    ["–5,5", -550, null],
    ["+5", 500, null],
    ["-0", 0, null],
    [",5", 50, null],
    ["0,500", 50, null],
    ["12,5000", 1_250, null],
    ["1 234,500", 123_450, null],
    ["1234.500", 123_450, null],
    ["007,10", 710, null],
    ["1 234,50 Kč", 123_450, "CZK"],
    ["1 234,50\u00a0Kč", 123_450, "CZK"],
    ["500Kč", 50_000, "CZK"],
    ["500 kc", 50_000, "CZK"],
    ["500 CZK", 50_000, "CZK"],
    ["Kč 500", 50_000, "CZK"],
    ["CZK -5", -500, "CZK"],
    ["-5 Kč", -500, "CZK"],
    ["1.234,50 Kč", 123_450, "CZK"],
    ["5 000,-", 500_000, null],
    ["5000,–", 500_000, null],
    ["5.000,--", 500_000, null],
    ["5 000,- Kč", 500_000, "CZK"],
    ["5000.-", 500_000, null],
    ["€ 12,5", 1_250, "EUR"],
    ["-€12.50", -1_250, "EUR"],
    ["12,50 €", 1_250, "EUR"],
    ["EUR 3", 300, "EUR"],
    ["3 eur", 300, "EUR"],
    ["  1 234,50  ", 123_450, null],
    ["90 071 992 547 409,91", 9_007_199_254_740_991, null],
    [1234.5, 123_450, null],
    [1234.5600000001, 123_456, null],
    [0.1 + 0.2, 30, null],
    [-0, 0, null],
    [1.2e3, 120_000, null],
    [1_000_000_000.07, 100_000_000_007, null],
  ])("%j", (text, amountMinor, currency) => {
    expect(parseMoney(text)).toEqual({ ok: true, value: { amountMinor, currency }, warnings: [] });
  });
});

describe("parseMoney refuses", () => {
  it.each<[string | number | null, string]>([
    [null, "empty"],
    ["", "empty"],
    ["\u00a0", "empty"],
    ["abc", "not_a_number"],
    ["-", "not_a_number"],
    [",", "not_a_number"],
    ["500,", "not_a_number"],
    ["(500)", "not_a_number"],
    ["500-", "not_a_number"],
    ["--5", "not_a_number"],
    ["-Kč -5", "not_a_number"],
    ["Kč 5 Kč", "not_a_number"],
    ["€ 5 Kč", "not_a_number"],
    ["5 USD", "not_a_number"],
    ["1 23", "not_a_number"],
    ["12 34 567", "not_a_number"],
    ["1234 567", "not_a_number"],
    ["1 234'567", "not_a_number"],
    ["1.2.3", "not_a_number"],
    ["1,234,50", "not_a_number"],
    ["1.234 567", "not_a_number"],
    ["1,5,5", "not_a_number"],
    ["5 000 Kč 50 h", "not_a_number"],
    ["12 tis.", "not_a_number"],
    ["#N/A", "not_a_number"],
    [Number.NaN, "not_a_number"],
    [Number.POSITIVE_INFINITY, "not_a_number"],
    ["1,234", "ambiguous"],
    ["1,500", "ambiguous"],
    ["12,345", "ambiguous"],
    ["1234,567", "too_many_decimals"],
    ["0,005", "too_many_decimals"],
    ["1 234,567", "too_many_decimals"],
    [33.333, "too_many_decimals"],
    [0.001, "too_many_decimals"],
    ["1,2E+03", "scientific"],
    ["1.2e3", "scientific"],
    ["90 071 992 547 409,92", "overflow"],
    ["9".repeat(30), "overflow"],
    [1e20, "overflow"],
  ])("%j: %s", (text, reason) => {
    expect(parseMoney(text)).toMatchObject({
      ok: false,
      finding: { code: `kernel.money_${reason}` },
    });
  });
});

it("parseMoney answers the same on the fast and on the careful way", () => {
  const part = fc.constantFrom("1", "23", "456", "000", " ", "\u00a0", ",", ".", "-", " Kč", "Kč");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      const text = parts.join("");
      // An invisible character in front sends it the careful way and is then ignored.
      const careful = parseMoney(`\u200b${text}`);
      expect(parseMoney(text)).toEqual(text === "" ? parseMoney(" ") : careful);
    }),
    { numRuns: 2000 },
  );
});

describe("parseMoney warns", () => {
  it.each(["1.234", "12.000", "-1.234 Kč"])("that %j is read as thousands", (text) => {
    expect(parseMoney(text)).toMatchObject({
      ok: true,
      warnings: [{ code: "kernel.money_thousands_assumed" }],
    });
  });

  it("about a currency other than the expected one, and keeps the one of the cell", () => {
    for (const text of ["12 Kč", "1.234,50 Kč"]) {
      expect(parseMoney(text, { currency: "EUR" })).toMatchObject({
        ok: true,
        value: { currency: "CZK" },
        warnings: [
          { code: "kernel.money_other_currency", params: { currency: "CZK", expected: "EUR" } },
        ],
      });
    }
  });

  it("not about the currency that was expected or left out", () => {
    for (const text of ["12", "12 €", 12]) {
      expect(parseMoney(text, { currency: "EUR" })).toEqual({
        ok: true,
        value: { amountMinor: 1200, currency: "EUR" },
        warnings: [],
      });
    }
  });
});

describe("formatMoney", () => {
  const NB = "\u00a0";
  it.each([
    [0, "CZK", "cs", `0,00${NB}Kč`],
    [5, "CZK", "cs", `0,05${NB}Kč`],
    [123_450, "CZK", "cs", `1${NB}234,50${NB}Kč`],
    [-123_456_789, "EUR", "sk", `-1${NB}234${NB}567,89${NB}€`],
    [123_450, "EUR", "en", "€1,234.50"],
    [-123_450, "CZK", "en", `-CZK${NB}1,234.50`],
    [123_450, "CZK", "ru", `1${NB}234,50${NB}Kč`],
    [99_999_999, "CZK", "cs", `999${NB}999,99${NB}Kč`],
  ] as const)("%i %s in %s", (minor, currency, locale, expected) => {
    expect(formatMoney(minor, currency, locale)).toBe(expected);
  });

  it("agrees with Intl on amounts of every size", () => {
    const intl = new Intl.NumberFormat("cs-CZ", { minimumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (minor) => {
        expect(formatAmount(minor, "cs")).toBe(minor === 0 ? "0,00" : intl.format(minor / 100));
      }),
    );
  });

  it("prints what parseMoney reads back, in every language and currency", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom(...LOCALES),
        fc.constantFrom(...money.CURRENCIES),
        (amountMinor, locale, currency) => {
          expect(parseMoney(formatMoney(amountMinor, currency, locale))).toEqual({
            ok: true,
            value: { amountMinor, currency },
            warnings: [],
          });
        },
      ),
    );
  });

  it("refuses what is not a whole number of minor units", () => {
    for (const bad of [0.5, Number.NaN, 2 ** 53]) {
      expect(() => formatMoney(bad, "CZK", "cs")).toThrow("kernel.money_overflow");
    }
  });
});

describe("arithmetic", () => {
  it("adds, subtracts, negates and sums", () => {
    expect(money.addMinor(1, 2)).toBe(3);
    expect(money.subtractMinor(1, 2)).toBe(-1);
    expect(Object.is(money.negateMinor(0), 0)).toBe(true);
    expect(money.sumMinor([1, 2, 3])).toBe(6);
    expect(money.sumMinor([])).toBe(0);
    expect(money.toMinor(12n)).toBe(12);
  });

  it("refuses to leave the exact range", () => {
    expect(() => money.addMinor(Number.MAX_SAFE_INTEGER, 1)).toThrow("kernel.money_overflow");
    expect(() => money.subtractMinor(0.1, 0)).toThrow("kernel.money_overflow");
    expect(() => money.toMinor(2n ** 53n)).toThrow("kernel.money_overflow");
  });
});

describe("roundDivide", () => {
  it.each([
    [5n, 2n, { half_up: 3n, half_even: 2n, down: 2n, up: 3n }],
    [7n, 2n, { half_up: 4n, half_even: 4n, down: 3n, up: 4n }],
    [-5n, 2n, { half_up: -3n, half_even: -2n, down: -2n, up: -3n }],
    [-7n, 2n, { half_up: -4n, half_even: -4n, down: -3n, up: -4n }],
    [1n, 3n, { half_up: 0n, half_even: 0n, down: 0n, up: 1n }],
    [2n, 3n, { half_up: 1n, half_even: 1n, down: 0n, up: 1n }],
    [-2n, 3n, { half_up: -1n, half_even: -1n, down: 0n, up: -1n }],
    [6n, 3n, { half_up: 2n, half_even: 2n, down: 2n, up: 2n }],
    [0n, 3n, { half_up: 0n, half_even: 0n, down: 0n, up: 0n }],
  ])("%s / %s", (numerator, denominator, expected) => {
    for (const rounding of money.ROUNDINGS) {
      expect(roundDivide(numerator, denominator, rounding)).toBe(expected[rounding]);
    }
  });

  it("is never further from the quotient than it may be", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const off = roundDivide(numerator, denominator, "half_up") * denominator - numerator;
        expect((off < 0n ? -off : off) * 2n <= denominator).toBe(true);
      }),
    );
  });

  it("refuses a denominator that is not positive", () => {
    expect(() => roundDivide(1n, 0n, "down")).toThrow(RangeError);
    expect(() => roundDivide(1n, -2n, "down")).toThrow(RangeError);
  });
});

describe("split", () => {
  it("leaves the remainder to the last part", () => {
    expect(split(1_000_000, 12)).toEqual([...Array<number>(11).fill(83_333), 83_337]);
    expect(split(-10, 3)).toEqual([-3, -3, -4]);
    expect(split(0, 2)).toEqual([0, 0]);
  });

  it("never loses or makes a haléř", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 400 }), (amountMinor, parts) => {
        const amounts = split(amountMinor, parts);
        expect(amounts).toHaveLength(parts);
        expect(money.sumMinor(amounts)).toBe(amountMinor);
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d parts", (parts) => {
    expect(() => split(100, parts)).toThrow(RangeError);
  });
});
