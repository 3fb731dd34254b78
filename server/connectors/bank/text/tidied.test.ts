import * as fc from "fast-check";
import { expect, test } from "vitest";
import { tidied, trimmed, trimmedEnd } from "./tidied";

test("of all kinds of spaces one plain one is left", () => {
  const spaces = [
    " ",
    " ",
    "\u00a0",
    "\u1680",
    "\u2009",
    "\u2028",
    "\u3000",
    "\ufeff",
    "\t",
    "\n",
    "\v",
  ];
  const text = fc
    .array(fc.constantFrom("a", "é", "ж", "\u0085", "\u180e", "語", ...spaces))
    .map((chars) => chars.join(""));
  fc.assert(
    fc.property(text, (each) => {
      expect(tidied(each)).toBe(each.replace(/\s+/g, " ").trim());
      expect(trimmed(each)).toBe(each.trim());
      expect(trimmedEnd(each)).toBe(each.trimEnd());
    }),
    { numRuns: 2000 },
  );
});
