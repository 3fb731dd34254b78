import * as fc from "fast-check";
import { expect, test } from "vitest";
import { oddLine61, usualLine61 } from "./line61";

const pair = (min: number, max: number) =>
  fc.integer({ min, max }).map((each) => String(each).padStart(2, "0"));
const entry = fc.oneof(fc.tuple(pair(5, 9), pair(1, 28)), fc.tuple(pair(0, 14), pair(0, 32)));

const line = fc
  .record({
    year: pair(0, 99),
    value: entry,
    entry: fc.option(entry),
    side: fc.constantFrom("C", "C", "D", "D", "RC", "RD", "EC", "ED", "X", "CR", ""),
    amount: fc.oneof(
      fc.stringMatching(/^\d{0,16}[.,]?\d{0,3}$/),
      fc.integer({ min: 0, max: 99_999_999 }).map((minor) => `${minor},${minor % 20}5`),
    ),
    behind: fc.oneof(
      fc.stringMatching(/^[A-Z]?[A-Z0-9]{0,4}(NONREF|not provided|0|12)?(\/\/)?[0A-Z ]{0,4}$/),
      fc.string({ maxLength: 12, unit: "binary" }),
      fc.constantFrom("NMSCNONREF//NONREF", "NMSC1//2//3", ",5", ".", "-", "\u2028", " //é"),
    ),
  })
  .map(({ year, value, entry, side, amount, behind }) =>
    [year, ...value, ...(entry ?? []), side, amount, behind].join(""),
  );

test("a line that is read the short way is read as by the pattern", () => {
  let short = 0;
  fc.assert(
    fc.property(line, (text) => {
      const usual = usualLine61(text);
      if (usual === null) return;
      short += 1;
      expect(usual).toEqual(oddLine61({ tag: "61", lines: [text], line: 1, raw: text }));
    }),
    { numRuns: 4000 },
  );
  expect(short).toBeGreaterThan(50);
});
