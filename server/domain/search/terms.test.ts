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
    ["Mgr. Anna Nováková", ["anna", "novakova"]],
    ["Ing. Jan Novák, Ph.D.", ["jan", "novak"]],
    ["Ing.Jan Novák, CSc", ["jan", "novak"]],
    ["Mgr. et Mgr. Anna Nováková, MBA, Ph. D.", ["anna", "novakova"]],
    ["Nováková, Mgr. Anna", ["novakova", "anna"]],
    ["Novák Jan Ing. arch.", ["novak", "jan"]],
    ["Jan Novák ml.", ["jan", "novak"]],
    ["ing novak", ["ing", "novak"]],
    ["Por", ["por"]],
    ["Dr.", ["dr"]],
    ["Ing. Mgr.", ["ing", "mgr"]],
    ["Jan Por", ["jan", "por"]],
    ["Ing. Novák s.r.o.", ["ing", "novak", "s", "r", "o"]],
    ["ing.novak@seznam.cz", ["ing.novak@seznam.cz"]],
    ["  ", []],
    ["???", []],
  ])("%s", (text, prefixes) => {
    expect(searchTerms(text).prefixes).toEqual(prefixes);
  });
});

describe("searchTerms of all titles", () => {
  it.each([
    ["ing novak", ["novak"]],
    ["mgr anna novakova phd", ["anna", "novakova"]],
    ["ing mgr", ["ing", "mgr"]],
    ["Jan Por", ["jan", "por"]],
    ["MBA", ["mba"]],
  ])("%s", (text, prefixes) => {
    expect(searchTerms(text, "all").prefixes).toEqual(prefixes);
  });
});

describe("queries", () => {
  it("quote what a word may hold", () => {
    expect(prefixQuery(["o'b", "a\\b"])).toBe("'o''b':* & 'a\\\\b':*");
    expect(wordsQuery([["a", "b"], ["c"]])).toBe("('a' | 'b') & ('c')");
  });
});
