import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalMinor } from "./amounts";
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
