import { describe, expect, it } from "vitest";
import * as identifiers from "./identifiers";

const { parseDataBoxId, parsePostalCode, parseRegistrationNo, parseVariableSymbol } = identifiers;

describe("parseRegistrationNo", () => {
  it.each<[string | number, string]>([
    ["00177041", "00177041"],
    ["31322832", "31322832"],
    ["99000016", "99000016"],
    ["99000172", "99000172"],
    ["00000001", "00000001"],
    [177_041, "00177041"],
    ["177041", "00177041"],
    ["001 77 041", "00177041"],
    ["\u00a000177041", "00177041"],
  ])("takes %j", (value, expected) => {
    expect(parseRegistrationNo(value)).toEqual({ ok: true, value: expected, warnings: [] });
  });

  it("only warns about a wrong check digit", () => {
    expect(parseRegistrationNo("00177042")).toEqual({
      ok: true,
      value: "00177042",
      warnings: [{ code: "kernel.registration_no_bad_check", params: { value: "00177042" } }],
    });
    expect(identifiers.isRegistrationNo("00177041")).toBe(true);
    expect(["00177042", "177041", "0017704a", "a0177041"].some(identifiers.isRegistrationNo)).toBe(
      false,
    );
  });

  it.each<[string | number | null, string]>([
    [null, "empty"],
    [" ", "empty"],
    ["123456789", "bad_shape"],
    ["CZ00177041", "bad_shape"],
    ["0", "bad_shape"],
    [-177_041, "bad_shape"],
    [1.5, "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseRegistrationNo(value)).toMatchObject({
      finding: { code: `kernel.registration_no_${reason}` },
    });
  });

  it("keeps a foreign number as typed, up to the bound", () => {
    expect(parseRegistrationNo("HRB 12345 B", { country: "DE" })).toMatchObject({
      value: "HRB 12345 B",
    });
    expect(parseRegistrationNo("x".repeat(31), { country: "DE" }).ok).toBe(false);
    expect(parseRegistrationNo("HRB 12345", { country: "SK" }).ok).toBe(false);
  });
});

describe("parsePostalCode", () => {
  it.each<[string | number, string, string]>([
    ["110 00", "11000", "CZ"],
    ["11000", "11000", "CZ"],
    [79_001, "79001", "CZ"],
    ["811 01", "81101", "SK"],
    ["040 01", "04001", "SK"],
    ["CZ-110 00", "11000", "CZ"],
    ["SK 811\u00a001", "81101", "SK"],
  ])("takes %j", (value, code, country) => {
    const expected = { value: code, country };
    expect(parsePostalCode(value)).toEqual({ ok: true, value: expected, warnings: [] });
    expect(parsePostalCode(value, { country })).toMatchObject({ ok: true, warnings: [] });
  });

  it("puts back the zero of a Slovak code", () => {
    const warnings = [{ code: "kernel.postal_code_zero_restored", params: { value: "04001" } }];
    const value = { value: "04001", country: "SK" };
    expect(parsePostalCode(4001)).toEqual({ ok: true, value, warnings });
    expect(parsePostalCode(4001, { country: "SK" })).toEqual({ ok: true, value, warnings });
    expect(parsePostalCode("4001", { country: "SK" })).toEqual({ ok: true, value, warnings });
  });

  it("does not invent one where it may be another country's code", () => {
    expect(parsePostalCode("4001").ok).toBe(false);
    expect(parsePostalCode(4001, { country: "CZ" }).ok).toBe(false);
  });

  it("warns when the code belongs to the other country", () => {
    expect(parsePostalCode("811 01", { country: "CZ" })).toMatchObject({
      value: { value: "81101", country: "SK" },
      warnings: [{ code: "kernel.postal_code_other_country" }],
    });
  });

  it("keeps foreign codes as typed", () => {
    expect(parsePostalCode("SW1A 1AA", { country: "GB" })).toEqual({
      ok: true,
      value: { value: "SW1A 1AA", country: "GB" },
      warnings: [],
    });
    expect(parsePostalCode(4001, { country: "CH" })).toMatchObject({ value: { value: "4001" } });
  });

  it.each<string | number>(["1100", "110000", "11O00", "Praha", 110, -11_000, 1.5])(
    "refuses %j",
    (value) => {
      expect(parsePostalCode(value)).toMatchObject({
        finding: { code: "kernel.postal_code_bad_shape" },
      });
    },
  );

  it("is empty when there is nothing", () => {
    for (const value of [null, undefined, "", " "]) {
      expect(parsePostalCode(value)).toMatchObject({
        finding: { code: "kernel.postal_code_empty" },
      });
    }
  });

  it("is shown as three and two digits", () => {
    expect(identifiers.formatPostalCode("11000")).toBe("110\u00a000");
    expect(identifiers.formatPostalCode("SW1A 1AA")).toBe("SW1A 1AA");
  });
});

describe("parseVariableSymbol", () => {
  it.each<[string | number, string, string]>([
    ["123", "123", "123"],
    ["0012345678", "0012345678", "12345678"],
    ["12 345 678", "12345678", "12345678"],
    ["VS: 123", "123", "123"],
    ["vs123", "123", "123"],
    ["'00123", "00123", "123"],
    [1_234_567_890, "1234567890", "1234567890"],
  ])("takes %j", (value, symbol, key) => {
    expect(parseVariableSymbol(value)).toEqual({
      ok: true,
      value: { value: symbol, key },
      warnings: [],
    });
  });

  it("warns that a number cell may have lost zeros, unless it is full", () => {
    expect(parseVariableSymbol(123)).toMatchObject({
      value: { value: "123", key: "123" },
      warnings: [{ code: "kernel.variable_symbol_zeros_lost" }],
    });
  });

  it.each<[string | number | null, string]>([
    [null, "empty"],
    [" ", "empty"],
    ["0", "empty"],
    ["0000000000", "empty"],
    [0, "empty"],
    ["VS", "empty"],
    ["12345678901", "bad_shape"],
    [12_345_678_901, "bad_shape"],
    ["2026/001", "bad_shape"],
    ["12a", "bad_shape"],
    [-5, "bad_shape"],
    [1.5, "bad_shape"],
    ["1,23E+09", "scientific"],
    ["1.23e9", "scientific"],
    ["5E+10", "scientific"],
    [1e21, "scientific"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseVariableSymbol(value)).toMatchObject({
      finding: { code: `kernel.variable_symbol_${reason}` },
    });
  });
});

describe("parseDataBoxId", () => {
  it.each([
    ["abc2de7", "abc2de7"],
    [" ABC2DE7 ", "abc2de7"],
    ["abc 2de7", "abc2de7"],
  ])("takes %j", (value, id) => {
    expect(parseDataBoxId(value)).toEqual({ ok: true, value: id, warnings: [] });
  });

  it.each([
    [null, "empty"],
    ["", "empty"],
    ["abc2de", "bad_shape"],
    ["abc2de78", "bad_shape"],
    ["abc-de7", "bad_shape"],
    ["ábc2de7", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseDataBoxId(value)).toMatchObject({
      finding: { code: `kernel.data_box_id_${reason}` },
    });
  });
});
