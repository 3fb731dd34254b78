import { describe, expect, it } from "vitest";
import { formatFileMark, parseFileMark, REGISTER_COURTS, type RegisterCourt } from "./file-mark";

describe("a file mark", () => {
  it.each([
    ["C 12345 vedená u Městského soudu v Praze", "C", 12_345, "MSPH"],
    ["C12345/MSPH", "C", 12_345, "MSPH"],
    ["c 12345, Městský soud v Praze", "C", 12_345, "MSPH"],
    ["oddíl B, vložka 77 vedená Krajským soudem v Brně", "B", 77, "KSBR"],
    ["sp. zn. Dr 8 vedená u Krajského soudu v Českých Budějovicích", "Dr", 8, "KSCB"],
    ["Spisová značka: L 1, Krajský soud v Hradci Králové", "L", 1, "KSHK"],
    ["oddíl C, vložka č. 5 u Krajského soudu v Ostravě", "C", 5, "KSOS"],
    ["A 20 u KS v Plzni", "A", 20, "KSPL"],
    ["C 3 KSUL", "C", 3, "KSUL"],
    ["AXVIII 9 Krajský soud v Ústí nad Labem", "AXVIII", 9, "KSUL"],
  ])("reads %j", (text, section, insert, court) => {
    expect(parseFileMark(text)).toEqual({
      ...{ ok: true, value: { section, insert, court }, warnings: [] },
    });
  });

  it.each([
    [null, "empty"],
    [" ", "empty"],
    ["12345", "bad_shape"],
    ["C 0 Městský soud v Praze", "bad_shape"],
    ["C 123456789 Městský soud v Praze", "bad_shape"],
    ["spolecnost 5 Městský soud v Praze", "bad_shape"],
    ["C 5", "unknown_court"],
    ["C 5 Krajský soud v Košicích", "unknown_court"],
    ["C 5 Krajský soud v Praze", "unknown_court"],
    ["C 5 Okresní soud Praha-západ", "unknown_court"],
  ])("refuses %j: %s", (text, reason) => {
    expect(parseFileMark(text)).toMatchObject({
      finding: { code: `kernel.file_mark_${reason}` },
    });
  });

  it("is written as it is read", () => {
    for (const court of Object.keys(REGISTER_COURTS) as RegisterCourt[]) {
      const mark = { section: "C", insert: 42, court };
      expect(parseFileMark(formatFileMark(mark))).toMatchObject({ ok: true, value: mark });
    }
  });
});
