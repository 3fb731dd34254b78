import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digitsOf, fold, foldWords, tidy } from "./fold";

describe("fold", () => {
  it.each([
    ["Novák", "novak"],
    ["PŘÍLIŠ ŽLUŤOUČKÝ KŮŇ", "prilis zlutoucky kun"],
    ["Ľuboš Šťastný, Ĺ ŕ ô ä", "lubos stastny, l r o a"],
    ["Łukasz Żółć", "lukasz zolc"],
    ["Đorđe Ørsted Straße Æsir Œuvre", "dorde orsted strasse aesir oeuvre"],
    ["Nguyễn Văn Thắng", "nguyen van thang"],
    ["İstanbul", "istanbul"],
    ["Ёлка Йод", "елка йод"],
    ["Київ", "київ"],
    ["Jan\u00a0Novák", "jan novak"],
    [" \tJan \u2009 Novák\n", "jan novak"],
    ["No\u200bvák\ufeff", "novak"],
    ["", ""],
    [" ", ""],
    ["\u00a0", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it("does not care how the diacritics are composed", () => {
    for (const text of ["Žofie Kovářová", "Йод Ёж", "Nguyễn"]) {
      expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
    }
  });

  it("changes nothing the second time", () => {
    const letters = fc.constantFrom(..."aÁčŘž łß\u00a0\u200b\u030cйЁ1-.");
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(letters, fc.string({ maxLength: 1 })) }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe("foldWords", () => {
  it.each([
    ["Nováková-Svobodová, Jana", ["novakova", "svobodova", "jana"]],
    ["č. j. 12/2026", ["c", "j", "12", "2026"]],
    ["  ", []],
    ["Иван-Пётр", ["иван", "петр"]],
  ])("%j", (text, words) => {
    expect(foldWords(text)).toEqual(words);
  });
});

it("digitsOf takes ASCII digits only", () => {
  expect(digitsOf("+420 777-123 (456) ٣ ²")).toBe("420777123456");
  expect(digitsOf("")).toBe("");
});

describe("tidy", () => {
  it.each([
    ["Jan Novák", "Jan Novák"],
    [" Jan\u00a0 Novák ", "Jan Novák"],
    ["Jan\r\nNovák", "Jan Novák"],
    ["\ufeffJan\u00ad", "Jan"],
    ["Novak\u0301", "Novaḱ"],
  ])("%j becomes %j", (text, expected) => {
    expect(tidy(text)).toBe(expected.normalize("NFC"));
  });
});
