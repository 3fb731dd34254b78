import { describe, expect, it } from "vitest";
import { formatRefNo, nextRefNo, parseRefNo, refNoKey, refNoSortKey } from "./ref-no";

describe("parseRefNo", () => {
  it.each<[string | number, string]>([
    ["123", "123"],
    ["123/2026", "123/2026"],
    [" 123 / 2026 ", "123/2026"],
    ["123\u00a0/\u00a02026", "123/2026"],
    ["0012/2026", "0012/2026"],
    ["12/26", "12/26"],
    ["123456789012", "123456789012"],
    [123, "123"],
    [999_999_999_999, "999999999999"],
  ])("takes %j", (value, refNo) => {
    expect(parseRefNo(value)).toEqual({ ok: true, value: refNo, warnings: [] });
  });

  it.each<[string | number | null, string]>([
    [null, "empty"],
    ["", "empty"],
    ["\u00a0", "empty"],
    ["ABC", "bad_shape"],
    ["A12/2026", "bad_shape"],
    ["12/2026/1", "bad_shape"],
    ["12/202", "bad_shape"],
    ["12/", "bad_shape"],
    ["/2026", "bad_shape"],
    ["1 234", "bad_shape"],
    ["12-2026", "bad_shape"],
    ["1234567890123", "bad_shape"],
    ["0", "bad_shape"],
    ["0/2026", "bad_shape"],
    ["-5", "bad_shape"],
    [-5, "bad_shape"],
    [1.5, "bad_shape"],
    [1e13, "bad_shape"],
    [1e21, "bad_shape"],
    [Number.NaN, "bad_shape"],
    ["١٢", "bad_shape"],
  ])("refuses %j: %s", (value, reason) => {
    expect(parseRefNo(value)).toMatchObject({ finding: { code: `kernel.ref_no_${reason}` } });
  });
});

it("refNoKey forgets leading zeros of the number, never of the year", () => {
  expect(["0012/2026", "12/2026", "0012", "12/06"].map(refNoKey)).toEqual([
    "12/2026",
    "12/2026",
    "12",
    "12/06",
  ]);
});

it("refNoSortKey orders by year, then number", () => {
  const refNos = ["2/2026", "10/2026", "0003/2026", "99", "1/99", "5/25"];
  const sorted = [...refNos].sort((a, b) => {
    const [x, y] = [refNoSortKey(a), refNoSortKey(b)];
    return x.year - y.year || x.number - y.number;
  });
  expect(sorted).toEqual(["99", "1/99", "5/25", "2/2026", "0003/2026", "10/2026"]);
});

describe("nextRefNo", () => {
  it("follows the pattern of the tenant", () => {
    expect(nextRefNo(0, 2026, "number/year")).toBe("1/2026");
    expect(nextRefNo(41, 2026, "number")).toBe("42");
  });

  it("is never a number that would not be read back", () => {
    expect(() => nextRefNo(999_999_999_999, 2026, "number")).toThrow("kernel.ref_no_bad_shape");
    expect(() => formatRefNo(0, null)).toThrow("kernel.ref_no_bad_shape");
    expect(() => formatRefNo(1.5, 2026)).toThrow("kernel.ref_no_bad_shape");
  });
});
