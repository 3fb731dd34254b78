import { describe, expect, it } from "vitest";
import { easterSunday, isHoliday } from "./holidays";

describe("Easter", () => {
  it.each([
    [2000, "2000-04-23"],
    [2008, "2008-03-23"],
    [2011, "2011-04-24"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
  ])("of %i is on %s", (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });
});

describe("a holiday", () => {
  it.each([
    ["2026-04-03", "CZ", true],
    ["2015-04-03", "CZ", false],
    ["2015-04-03", "SK", true],
    ["2026-04-05", "CZ", false],
    ["2026-04-06", "CZ", true],
    ["2026-01-06", "CZ", false],
    ["2026-01-06", "SK", true],
    ["2026-07-06", "CZ", true],
    ["2026-07-06", "SK", false],
    ["2026-12-24", "CZ", true],
    ["2026-12-24", "SK", true],
    ["2026-12-25", "DE", false],
    ["2026-05-08", "SK", false],
    ["2027-05-08", "SK", true],
    ["2024-11-17", "SK", true],
    ["2025-11-17", "SK", false],
    ["2026-11-17", "CZ", true],
  ])("%s in %s: %s", (day, country, answer) => {
    expect(isHoliday(day, country)).toBe(answer);
  });
});
