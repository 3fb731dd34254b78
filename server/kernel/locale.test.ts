import { expect, it } from "vitest";
import { INTL_TAG, isHomeCountry, isLocale, LOCALES } from "./locale";

it("knows the four languages and nothing else", () => {
  expect(LOCALES.every(isLocale)).toBe(true);
  for (const other of ["de", "CS", "", null, 1, "cs-CZ", "toString"]) {
    expect(isLocale(other)).toBe(false);
  }
});

it("has a tag that Intl accepts for each", () => {
  for (const locale of LOCALES) {
    expect(Intl.NumberFormat.supportedLocalesOf(INTL_TAG[locale])).toEqual([INTL_TAG[locale]]);
  }
});

it("tells the two home countries", () => {
  expect(["CZ", "SK", "cz", "DE", null].map(isHomeCountry)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
