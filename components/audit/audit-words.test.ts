import { expect, it } from "vitest";
import { valueText } from "./audit-words";

const read = (value: unknown, key = "x", record: Record<string, unknown> = {}) =>
  valueText(value, { key, record, locale: "cs", yes: "ano", no: "ne" }).replaceAll("\u00a0", " ");

it.each<[string, unknown, string?, Record<string, unknown>?]>([
  ["–", null],
  ["–", ""],
  ["–", []],
  ["ano", true],
  ["ne", false],
  ["0", 0],
  ["1 234,50 Kč", 123_450, "amountMinor", { currency: "CZK" }],
  ["1 234,50", 123_450, "amountMinor"],
  ["31. 1. 2026", "2026-01-31"],
  ["31. 1. 2026 10:00", "2026-01-31T09:00:00.000Z", "dueAt"],
  ["BRNO, PHA", ["BRNO", "PHA"]],
  ["mesto: Brno; cena: 5", { mesto: "Brno", cena: 5 }],
])("reads as %j", (expected, value, key, record) => {
  expect(read(value, key, record)).toBe(expected);
});
