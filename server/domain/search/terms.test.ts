import { describe, expect, it } from "vitest";
import { prefixQuery, searchTerms, wordsQuery } from "./terms";

describe("searchTerms", () => {
  it.each([
    ["Novák  JAN", ["novak", "jan"]],
    ["12/2026", ["12/2026"]],
    ["777 123 456", ["777123456"]],
    ["+420 777 123 456", ["420777123456"]],
    ["00420777123456", ["420777123456"]],
    ["00177041", ["00177041"]],
    ["Jan.Novak@Seznam.cz", ["jan.novak@seznam.cz"]],
    ["O'Brien a.s.", ["o", "brien", "a", "s"]],
    ["novak novák", ["novak"]],
    ["  ", []],
    ["???", []],
  ])("%s", (text, prefixes) => {
    expect(searchTerms(text).prefixes).toEqual(prefixes);
  });
});

describe("queries", () => {
  it("quote what a word may hold", () => {
    expect(prefixQuery(["o'b", "a\\b"])).toBe("'o''b':* & 'a\\\\b':*");
    expect(wordsQuery([["a", "b"], ["c"]])).toBe("('a' | 'b') & ('c')");
  });
});
