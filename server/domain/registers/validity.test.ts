import { describe, expect, it } from "vitest";
import { isValidity, validUntil } from "./validity";

describe("validity of a check", () => {
  it.each([
    ["2026-01-31", "30D", "2026-03-02"],
    ["2026-01-31", "1M", "2026-02-28"],
    ["2024-02-29", "1Y", "2025-02-28"],
    ["2026-01-01", "2w", "2026-01-15"],
    ["2026-01-01", "1M + 5D", "2026-02-06"],
    ["2026-01-01", "0D", "2026-01-01"],
  ] as const)("of %s by %s lasts until %s", (day, formula, until) => {
    expect(validUntil(day, formula)).toBe(until);
  });

  it.each(["", "30", "D", "1M5D", "-1D", "1.5M", "99999D", "1Q"])("%j is no formula", (formula) => {
    expect(isValidity(formula)).toBe(false);
    expect(() => validUntil("2026-01-01", formula)).toThrow(RangeError);
  });
});
