import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isNoise, isNothing, symbolDigits } from "./subfield";

const text = fc
  .array(fc.constantFrom(..."VvSsKk:2 19\u00a0\tſK.-é", "BANKOVNI VYPIS", "popl.trn"), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(""));

test("what first characters tell is what the patterns say", () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(symbolDigits(each)).toBe(/^[VSK]S:?\s*(\d*)$/i.exec(each)?.[1] ?? null);
      expect(isNoise(each)).toBe(/^(?:[VSK]S2:|BANKOVNI VYPIS\b|POPL\.TRN\b)/i.test(each));
      expect(isNothing(each, 0, each.length)).toBe(["", ".", "-"].includes(each));
    }),
    { numRuns: 3000 },
  );
});
