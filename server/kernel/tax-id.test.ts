import { describe, expect, it } from "vitest";
import { parseTaxId } from "./tax-id";

describe("parseTaxId", () => {
  it.each([
    ["CZ00177041", undefined, "CZ00177041"],
    ["cz 001 77 041", undefined, "CZ00177041"],
    ["CZ8001019114", undefined, "CZ8001019114"],
    ["CZ612345678", undefined, "CZ612345678"],
    ["00177041", "CZ", "CZ00177041"],
    ["SK2022749619", undefined, "SK2022749619"],
    ["SK2099000013", undefined, "SK2099000013"],
    ["2022749619", "SK", "2022749619"],
    [2_022_749_619, "SK", "2022749619"],
    ["DE 123456789", "DE", "DE123456789"],
    ["ATU12345678", undefined, "ATU12345678"],
  ])("takes %j (%s)", (value, country, expected) => {
    expect(parseTaxId(value, { country })).toEqual({ ok: true, value: expected, warnings: [] });
  });

  it.each([
    ["CZ00177042"],
    ["CZ99000016"],
    ["CZ8001019115"],
    ["SK2022749618"],
    ["SK2000000000"],
    ["SK1234567890"],
    // Divisible by 11, but the third digit of a VAT number is never 1.
    ["SK2010000001"],
  ])("warns about the check of %s", (value) => {
    expect(parseTaxId(value)).toMatchObject({
      ok: true,
      warnings: [{ code: "kernel.tax_id_bad_check", params: { value } }],
    });
  });

  it.each([
    [null, "empty"],
    [" ", "empty"],
    ["CZ1234567", "bad_shape"],
    ["CZ12345678901", "bad_shape"],
    ["SK123", "bad_shape"],
    ["12345678", "bad_shape"],
    ["2022749619", "bad_shape"],
    ["neplátce", "bad_shape"],
    ["D", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    const country = value === "2022749619" ? "DE" : undefined;
    expect(parseTaxId(value, { country })).toMatchObject({
      finding: { code: `kernel.tax_id_${reason}` },
    });
  });
});
