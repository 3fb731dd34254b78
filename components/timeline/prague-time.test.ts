import { describe, expect, it } from "vitest";
import { clockOf, instantAt, isLate, nextMonday, usualDays } from "./prague-time";

describe("instantAt", () => {
  it.each([
    ["2026-01-15", "09:30", "2026-01-15T08:30:00.000Z"],
    ["2026-07-15", "09:30", "2026-07-15T07:30:00.000Z"],
    ["2026-07-15", "00:00", "2026-07-14T22:00:00.000Z"],
    // The clock goes from 2:00 to 3:00 on 29 March 2026, and from 3:00 back on 25 October.
    ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
    ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
  ])("%s %s", (day, time, expected) => {
    expect(instantAt(day, time).toISOString()).toBe(expected);
  });

  it("is what the clock shows then", () => {
    for (const month of ["01", "03", "04", "10", "11"]) {
      expect(clockOf(instantAt(`2026-${month}-12`, "17:45"))).toBe("17:45");
    }
  });
});

describe("days to put off to", () => {
  it("finds the next Monday, never today", () => {
    expect(nextMonday("2026-11-22")).toBe("2026-11-23");
    expect(nextMonday("2026-11-23")).toBe("2026-11-30");
    expect(nextMonday("2026-11-25")).toBe("2026-11-30");
  });
  it("offers each day once, and no Saturday or Sunday as tomorrow", () => {
    const keys = (day: string) => usualDays(day).map(([key]) => key);
    expect(keys("2026-11-25")).toEqual(["tomorrow", "nextMonday", "nextWeek"]);
    expect(keys("2026-11-20")).toEqual(["nextMonday", "nextWeek"]);
    expect(keys("2026-11-22")).toEqual(["tomorrow", "nextWeek"]);
    expect(keys("2026-11-23")).toEqual(["tomorrow", "nextMonday"]);
  });
});

describe("isLate", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  it("lets a day's task live until midnight, one with an hour until that hour", () => {
    const dueAt = instantAt("2026-11-22", "00:00");
    expect(isLate({ dueAt, isAllDay: true }, now)).toBe(false);
    expect(isLate({ dueAt, isAllDay: false }, now)).toBe(true);
    expect(isLate({ dueAt: instantAt("2026-11-21"), isAllDay: true }, now)).toBe(true);
  });
});
