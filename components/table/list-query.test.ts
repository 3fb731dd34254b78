import { expect, it } from "vitest";
import {
  choicesOf,
  emptyQuery,
  hasFilters,
  isSameQuery,
  nextSort,
  numberRangeOf,
  rangeOf,
  rangeText,
  sortOf,
} from "./list-query";

it("reads choices and ranges out of the URL, and writes ranges back", () => {
  expect(choicesOf("a,,b")).toEqual(["a", "b"]);
  expect(choicesOf(undefined)).toEqual([]);
  expect(rangeOf("2026-01-01..")).toEqual({ from: "2026-01-01", to: null });
  expect(rangeOf("..2026-01-01")).toEqual({ from: null, to: "2026-01-01" });
  expect(numberRangeOf("-5..x")).toEqual({ from: -5, to: null });
  expect(rangeText(numberRangeOf("100..2500"))).toBe("100..2500");
  expect(rangeText({ from: null, to: null })).toBe("");
  expect(rangeText({ from: 0, to: null })).toBe("0..");
});

it("a heading goes up, down, away", () => {
  expect(nextSort(null, "dueOn")).toBe("dueOn");
  expect(nextSort("dueOn", "dueOn")).toBe("-dueOn");
  expect(nextSort("-dueOn", "dueOn")).toBeNull();
  expect(nextSort("-name", "dueOn")).toBe("dueOn");
  expect(sortOf("-dueOn")).toEqual({ key: "dueOn", isDescending: true });
  expect(sortOf(null)).toBeNull();
});

it("compares queries without regard to the order of filters or to empty ones", () => {
  const one = { ...emptyQuery, filters: { a: "1", b: "2", c: "" } };
  const other = { ...emptyQuery, filters: { b: "2", a: "1" } };
  expect(isSameQuery(one, other)).toBe(true);
  expect(isSameQuery(one, { ...other, columns: ["x"] })).toBe(false);
  expect(isSameQuery(one, { ...other, sort: "x" })).toBe(false);
  expect(hasFilters({ ...emptyQuery, filters: { c: "" } })).toBe(false);
  expect(hasFilters({ ...emptyQuery, q: "n" })).toBe(true);
});
