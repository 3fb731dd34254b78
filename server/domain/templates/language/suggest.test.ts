import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "@/server/kernel/edit-distance";
import { parseTag } from "./parse-tag";
import { suggest } from "./suggest";
import { VOCABULARY } from "./testing/sample-case";

describe("did you mean", () => {
  it.each([
    ["Povinny.CeleJmeeno", "Povinný.CeléJméno"],
    ["Povinný.CléeJméno", "Povinný.CeléJméno"],
    ["Povnný.CeléJméno", "Povinný.CeléJméno"],
    ["Dlužnik.Celejmno", "Dlužník.CeléJméno"],
    ["debtor.fulName", "debtor.fullName"],
    ["Dluh.Jistna", "Dluh.Jistina"],
    ["Dluh.Urokdenn", "Dluh.ÚrokDenně"],
    ["Jistina", "Dluh.Jistina"],
    ["QRPlatba", "Platba.QRPlatba"],
    ["Případ.Jistina", "Dluh.Jistina"],
    ["Povinný.IBAN", "Účet.IBAN"],
    ["Pohledavka.Jistin", "Pohledávka.Jistina"],
    ["Případ.Údaje.ČísloSmlouvy", "Údaje.ČísloSmlouvy"],
    ["Dnez", "Dnes"],
  ])("%s: %s", (source, expected) => {
    const found = suggest(source, VOCABULARY);
    expect(found).toContain(expected);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it.each(["", ".", "Xyzabc.Qwert", "a.b.c.d.e.f.g.h", "§"])("%j is nothing we know", (source) => {
    expect(suggest(source, VOCABULARY)).toEqual([]);
  });

  it("offers only what parses", () => {
    const source = fc.constantFrom("Dluh.Jistna", "Povinný.Jmeno2", "Celkm", "Splatnst", "Obc");
    fc.assert(
      fc.property(source, (written) => {
        for (const each of suggest(written, VOCABULARY)) {
          expect(parseTag(each, VOCABULARY)).toHaveProperty("tag");
        }
      }),
    );
  });

  it.each([
    ["Soucett(Pohledávky.Jistina)", "Součet"],
    ["Dluh.Jistina: slovi", "slovy"],
  ])("also for functions and formats: %s", (source, expected) => {
    const parsed = parseTag(source, VOCABULARY);
    expect("problem" in parsed ? parsed.problem.suggestions : []).toContain(expected);
  });
});

describe("edit distance", () => {
  it.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "acb", 1],
    ["abc", "ab", 1],
    ["abc", "abcd", 1],
    ["abc", "xbc", 1],
    ["ca", "abc", 3],
    ["jistina", "jsitnia", 2],
  ])("%j %j: %i", (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
    expect(editDistance(b, a, 9)).toBe(distance);
  });

  it("stops where it is certain to be too far", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, max) => {
        expect(editDistance(a, b, max)).toBe(Math.min(editDistance(a, b, 99), max + 1));
      }),
    );
  });
});
