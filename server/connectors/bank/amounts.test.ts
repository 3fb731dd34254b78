import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalMinor, oddMinor, printedMinor } from "./amounts";
import { symbolOf } from "./symbols";

describe("decimalMinor", () => {
  test.each([
    ["1234.5", 123_450],
    ["1234,50", 123_450],
    ["0,", 0],
    ["+8165,00", 816_500],
    ["-0,20", -20],
    ["700", 70_000],
    ["12.340", 1234],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
    ["90071992547409.92", "amount_too_large"],
    ["-90071992547409.92", "amount_too_large"],
    ["9".repeat(400), "amount_too_large"],
    ["12.345", "bad_amount"],
    ["1.2.3", "bad_amount"],
    [",5", "bad_amount"],
    ["", "bad_amount"],
    ["-", "bad_amount"],
    ["--1", "bad_amount"],
    ["1 000", "bad_amount"],
    ["0x10", "bad_amount"],
    ["١", "bad_amount"],
  ])("%s", (text, expected) => {
    expect(decimalMinor(text)).toBe(expected);
  });

  test("never gives minus zero", () => {
    expect(Object.is(decimalMinor("-0,00"), 0)).toBe(true);
  });

  test("is exact for every amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(".", ","), (minor, mark) => {
        const digits = String(Math.abs(minor)).padStart(3, "0");
        const text = `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
        expect(decimalMinor(text)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });
});

describe("printedMinor", () => {
  test.each([
    ["1 234,56", 123_456],
    ["1\u00a0234,56", 123_456],
    ["1\u202f234\u202f567,8", 123_456_780],
    ["1.234,56", 123_456],
    ["1,234.56", 123_456],
    ["1.234.567", 123_456_700],
    ["1.234.567,89", 123_456_789],
    ["+3379,00", 337_900],
    ["-123,7", -12_370],
    ["\u2212500,00", -50_000],
    ["- 2 400,00", -240_000],
    ["-10000,00", -1_000_000],
    ["150", 15_000],
    ["1234", 123_400],
    ["12345.67", 1_234_567],
    ["1 234,50 Kč", 123_450],
    ["1 234,50CZK", 123_450],
    ["EUR 12,5", 1250],
    ["€12.50", 1250],
    ["0,000", 0],
    ["5,", 500],
    // A thousand in Prague, one and a bit in London.
    ["1.234", "ambiguous_amount"],
    ["1,234", "ambiguous_amount"],
    ["-12.500", "ambiguous_amount"],
    ["1234.500", 123_450],
    ["1 23,00", "bad_amount"],
    ["1.23.456", "bad_amount"],
    ["1.234.56", "bad_amount"],
    ["1,234,56", "bad_amount"],
    ["1.234,5678", "bad_amount"],
    ["--5", "bad_amount"],
    ["12=5,00", "bad_amount"],
    ["", "bad_amount"],
    ["Kč", "bad_amount"],
    [".", "bad_amount"],
    ["99999999999999999", "amount_too_large"],
  ])("%s", (text, expected) => {
    expect(printedMinor(text)).toBe(expected);
  });

  test("reads the usual as it reads the odd", () => {
    const piece = fc.constantFrom("1", "23", "456", "000", " ", "\u00a0", ",", ".", "-", "+", "x");
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
      fc
        .tuple(fc.constantFrom("", "-", "+"), fc.array(fc.stringMatching(/^\d{3}$/)))
        .map(([sign, groups]) => `${sign}7 ${groups.join(" ")},05`),
    );
    fc.assert(
      fc.property(text, (each) => {
        expect(printedMinor(each)).toBe(oddMinor(each));
      }),
      { numRuns: 3000 },
    );
  });

  test("reads what Czechs print", () => {
    fc.assert(
      fc.property(fc.integer(), (minor) => {
        const format = new Intl.NumberFormat("cs", { minimumFractionDigits: 2 });
        expect(printedMinor(format.format(minor / 100))).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });
});

test.each([
  ["0002600000017", "2600000017"],
  ["0000000000", null],
  ["", null],
  [" 308 ", "308"],
  ["12345678901", null],
  ["12-34", null],
  ["VS1", null],
])("symbolOf %j", (text, symbol) => {
  expect(symbolOf(text)).toBe(symbol);
});
