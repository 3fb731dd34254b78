import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as days from "./days";

const { addDays, addMonths, daysBetween, excelSerialToDay, isDay, parseDay } = days;

const anyDay = fc
  .integer({ min: 0, max: daysBetween("1900-01-01", "2100-12-31") })
  .map((count) => addDays("1900-01-01", count));

describe("parseDay reads", () => {
  it.each<[string | number, string]>([
    ["2026-01-31", "2026-01-31"],
    ["2026-1-5", "2026-01-05"],
    ["2026-01-31T00:00:00", "2026-01-31"],
    ["2026-01-31 23:59", "2026-01-31"],
    ["2026-01-31T23:59:59.999", "2026-01-31"],
    ["2026-01-30T23:00:00.000Z", "2026-01-31"],
    ["2026-06-30T22:00:00Z", "2026-07-01"],
    ["2026-06-30T21:59:59Z", "2026-06-30"],
    ["2026-01-31T00:30:00+05:00", "2026-01-30"],
    ["2026-01-31T00:30:00+0100", "2026-01-31"],
    ["2026/01/31", "2026-01-31"],
    ["20260131", "2026-01-31"],
    ["31. 1. 2026", "2026-01-31"],
    ["31.\u00a01.\u00a02026", "2026-01-31"],
    ["31.1.2026", "2026-01-31"],
    ["31.01.2026", "2026-01-31"],
    ["31.1.2026 14:30", "2026-01-31"],
    ["31. 1. 2026, 14:30:15", "2026-01-31"],
    ["31/1/2026", "2026-01-31"],
    ["31-01-2026", "2026-01-31"],
    ["5/5/2026", "2026-05-05"],
    ["29. 2. 2024", "2024-02-29"],
    ["1. ledna 2026", "2026-01-01"],
    ["15. září 2025", "2025-09-15"],
    ["3. Marca 2026", "2026-03-03"],
    [46_053, "2026-01-31"],
    [46_053.75, "2026-01-31"],
    [46_052.999_999_999_9, "2026-01-31"],
    [20_260_131, "2026-01-31"],
    [1, "1900-01-01"],
    [59, "1900-02-28"],
    [61, "1900-03-01"],
    [73_415, "2100-12-31"],
  ])("%j as %s", (value, day) => {
    expect(parseDay(value)).toEqual({ ok: true, value: day, warnings: [] });
  });
});

describe("parseDay refuses", () => {
  it.each<[string | number | null, string]>([
    [null, "empty"],
    ["", "empty"],
    [" ", "empty"],
    ["včera", "not_a_date"],
    ["31. 1.", "not_a_date"],
    ["1.2026", "not_a_date"],
    ["31.1/2026", "not_a_date"],
    ["2026-01", "not_a_date"],
    ["46053", "not_a_date"],
    ["31. foobara 2026", "not_a_date"],
    ["31.1.2026 u soudu", "not_a_date"],
    ["2026-01-31T25:00:00Z", "not_a_date"],
    [0, "not_a_date"],
    [60, "not_a_date"],
    [-1, "not_a_date"],
    [73_416, "not_a_date"],
    [Number.NaN, "not_a_date"],
    ["30. 2. 2026", "does_not_exist"],
    ["29. 2. 2025", "does_not_exist"],
    ["29.2.1900", "does_not_exist"],
    ["31.4.2026", "does_not_exist"],
    ["1/31/2026", "does_not_exist"],
    ["0.1.2026", "does_not_exist"],
    ["2026-13-01", "does_not_exist"],
    ["20260231", "does_not_exist"],
    [20_260_231, "does_not_exist"],
    ["1. 1. 1899", "year_out_of_range"],
    ["1. 1. 2101", "year_out_of_range"],
    ["2101-01-01", "year_out_of_range"],
  ])("%j: %s", (value, reason) => {
    expect(parseDay(value)).toMatchObject({
      ok: false,
      finding: { code: `kernel.day_${reason}` },
    });
  });
});

describe("parseDay warns", () => {
  it.each([
    ["31.01.26", undefined, "2026-01-31"],
    ["31.1.46", undefined, "2046-01-31"],
    ["31.1.47", undefined, "1947-01-31"],
    ["31.1.99", undefined, "1999-01-31"],
    ["1. 1. 05", "2090-06-01", "2105"],
    ["1. 1. 71", "2090-06-01", "2071-01-01"],
    ["1. 1. 99", "2030-06-01", "1999-01-01"],
  ])("about the century of %j", (text, now, expected) => {
    const parsed = parseDay(text, { now });
    if (expected.length === 4) {
      expect(parsed).toMatchObject({ finding: { code: "kernel.day_year_out_of_range" } });
    } else {
      const warnings = [{ code: "kernel.day_two_digit_year", params: { value: text } }];
      expect(parsed).toMatchObject({ ok: true, value: expected, warnings });
    }
  });

  it("where an American may have meant the month first", () => {
    expect(parseDay("1/2/2026")).toMatchObject({
      value: "2026-02-01",
      warnings: [{ code: "kernel.day_first_assumed" }],
    });
  });
});

describe("excelSerialToDay", () => {
  it.each([
    [0, "1904-01-01"],
    [59, "1904-02-29"],
    [44_591, "2026-01-31"],
    [44_591.5, "2026-01-31"],
  ])("counts %d from 1904 where the workbook says so", (serial, day) => {
    expect(excelSerialToDay(serial, true)).toBe(day);
    expect(parseDay(serial, { date1904: true })).toMatchObject({ ok: true, value: day });
  });

  it("puts the two systems 1462 days apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_463, max: 73_415 }), (serial) => {
        expect(excelSerialToDay(serial)).toBe(excelSerialToDay(serial - 1_462, true));
      }),
    );
  });

  it("knows that 1900 had no 29 February", () => {
    expect([0, 60, 60.5, -1, 73_416].map((n) => excelSerialToDay(n))).toEqual(Array(5).fill(null));
  });
});

describe("calendar", () => {
  it.each(["2026-01-31", "2024-02-29", "2000-02-29", "1880-05-05"])("%s is a day", (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each(["2026-02-30", "2025-02-29", "1900-02-29", "2026-1-31", "31. 1. 2026", "", null, 46_053])(
    "%s is not a day",
    (value) => {
      expect(isDay(value)).toBe(false);
    },
  );

  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-01-31", -2, "2025-11-30"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-05-31", 0, "2026-05-31"],
  ])("%s and %i months is %s", (day, count, expected) => {
    expect(addMonths(day, count)).toBe(expected);
  });

  it("counts across leap days and changes of the clock", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(daysBetween("2026-01-02", "2026-01-01")).toBe(-1);
  });

  it("adds what it subtracts", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(days.compareDays(a, b)).toBe(Math.sign(daysBetween(b, a)));
        expect(parseDay(days.formatDay(a, "cs"))).toEqual({ ok: true, value: a, warnings: [] });
      }),
    );
  });

  it("knows the days of the week", () => {
    expect(["1970-01-01", "2026-01-31", "2026-02-01", "1900-01-01"].map(days.weekdayOf)).toEqual([
      4, 6, 7, 1,
    ]);
  });

  it("makes no day out of the range", () => {
    expect(days.makeDay(2026, 2, 30)).toBeNull();
    expect(days.makeDay(1899, 12, 31)).toBeNull();
    expect(days.makeDay(2026, 2, 3)).toBe("2026-02-03");
  });
});

describe("what is shown", () => {
  const instant = new Date("2026-06-30T22:05:00Z");

  it("is the day of Prague", () => {
    expect(days.dayOf(instant)).toBe("2026-07-01");
    expect(days.dayOf(instant, "UTC")).toBe("2026-06-30");
    expect(days.dayOf(new Date("2026-01-01T22:59:59Z"))).toBe("2026-01-01");
    expect(days.dayOf(new Date("2026-01-01T23:00:00Z"))).toBe("2026-01-02");
  });

  it.each([
    ["cs", "1. 7. 2026", "1. 7. 2026 00:05"],
    ["sk", "1. 7. 2026", "1. 7. 2026 00:05"],
    ["en", "1 Jul 2026", "1 Jul 2026 00:05"],
    ["ru", "01.07.2026", "01.07.2026 00:05"],
  ] as const)("as in %s", (locale, day, withTime) => {
    expect(days.formatDay("2026-07-01", locale)).toBe(day);
    expect(days.formatInstant(instant, locale)).toBe(withTime);
  });
});
