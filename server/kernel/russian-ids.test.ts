import { describe, expect, it } from "vitest";
import { isInn, isOgrn, parseInn, parseKpp, parseOgrn } from "./russian-ids";

describe("ИНН", () => {
  it.each([
    ["7707083893", "company"],
    ["9900000017", "company"],
    ["123456789047", "person"],
    ["990000001246", "person"],
    [7_707_083_893, "company"],
    [" 7707 083 893 ", "company"],
  ])("takes %j of a %s", (value, kind) => {
    const digits = String(value).replace(/\s/g, "");
    expect(parseInn(value)).toEqual({ ok: true, value: { value: digits, kind }, warnings: [] });
  });

  it("warns of every single wrong digit and never refuses it", () => {
    for (const right of ["7707083893", "123456789047"]) {
      for (let i = 0; i < right.length; i += 1) {
        const other = String((Number(right.charAt(i)) + 1) % 10);
        const wrong = right.slice(0, i) + other + right.slice(i + 1);
        // A remainder of ten is written as zero, so it shares its digit with another.
        if (isInn(wrong)) continue;
        expect(parseInn(wrong)).toMatchObject({
          ...{ ok: true, warnings: [{ code: "kernel.inn_bad_check" }] },
        });
      }
    }
    expect(isInn("7707083894")).toBe(false);
    expect(isInn("123456789048")).toBe(false);
    expect(isInn("123456789057")).toBe(false);
  });

  it.each([
    [null, "empty"],
    ["", "empty"],
    ["77070838", "bad_shape"],
    ["77070838931", "bad_shape"],
    ["7707O83893", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseInn(value)).toMatchObject({ finding: { code: `kernel.inn_${reason}` } });
  });
});

describe("КПП", () => {
  it.each([
    ["770701001", false],
    ["7707 51 001", true],
    ["7707AB001", null],
    ["770700001", null],
  ])("reads %j", (value, isForeign) => {
    const text = value.replaceAll(" ", "");
    expect(parseKpp(value)).toMatchObject({ ok: true, value: { value: text, isForeign } });
  });

  it.each([
    ["", "empty"],
    ["77070100", "bad_shape"],
    ["77070100A", "bad_shape"],
    ["7707АБ001", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseKpp(value)).toMatchObject({ finding: { code: `kernel.kpp_${reason}` } });
  });
});

describe("ОГРН", () => {
  it.each([
    ["1022200525819", "company"],
    ["1990000000010", "company"],
    ["385768585948949", "entrepreneur"],
    ["399000000000011", "entrepreneur"],
  ])("takes %j of a %s", (value, kind) => {
    expect(parseOgrn(value)).toEqual({ ok: true, value: { value, kind }, warnings: [] });
  });

  it.each(["1022200525818", "385768585948948"])("only warns about %s", (value) => {
    expect(isOgrn(value)).toBe(false);
    expect(parseOgrn(value)).toMatchObject({
      ...{ ok: true, warnings: [{ code: "kernel.ogrn_bad_check" }] },
    });
  });

  it.each([
    [undefined, "empty"],
    ["102220052581", "bad_shape"],
    ["185768585948949", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseOgrn(value)).toMatchObject({ finding: { code: `kernel.ogrn_${reason}` } });
  });
});
