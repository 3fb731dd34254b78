import { describe, expect, it } from "vitest";
import { weekdayOf } from "@/server/kernel/days";
import { isSameMonth, monthGrid, moveInCalendar } from "./calendar";

describe("monthGrid", () => {
  it.each(["2026-02-14", "2026-03-01", "2024-02-29", "2026-11-30"])(
    "covers %s from Monday",
    (day) => {
      const grid = monthGrid(day);
      expect(grid).toHaveLength(42);
      expect(weekdayOf(grid[0] ?? "")).toBe(1);
      expect(grid).toContain(day);
      expect(grid.filter((each) => isSameMonth(each, day)).length).toBeGreaterThanOrEqual(28);
    },
  );
});

describe("moveInCalendar", () => {
  it.each([
    ["ArrowRight", "2026-03-01"],
    ["ArrowUp", "2026-02-21"],
    ["Home", "2026-02-23"],
    ["End", "2026-03-01"],
    ["PageDown", "2026-03-28"],
    ["PageUp", "2026-01-28"],
    ["x", null],
  ])("%s from Saturday 28 February 2026 leads to %s", (key, day) => {
    expect(moveInCalendar("2026-02-28", key)).toBe(day);
  });
});
