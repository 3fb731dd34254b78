import { expect, it } from "vitest";
import { readTypedDay } from "./typed-day";

it.each([
  ["31. 1. 2026", "2026-01-31"],
  ["31.1.", "2026-01-31"],
  ["31.1", "2026-01-31"],
  ["31 1", "2026-01-31"],
  ["3101", "2026-01-31"],
  ["310125", "2025-01-31"],
  ["31012025", "2025-01-31"],
  ["2026-02-03", "2026-02-03"],
  ["31. 2. 2026", null],
  ["3113", null],
  ["zítra", null],
  ["", null],
])("reads %j as %j", (text, day) => {
  expect(readTypedDay(text, "2026-06-15")).toBe(day);
});
