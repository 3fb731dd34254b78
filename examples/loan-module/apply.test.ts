import { expect, it } from "vitest";
import { foundWords } from "./apply";

it("nobody is called insolvent for a record: it may have ended, or be a namesake's", () => {
  for (const quality of ["identifier", "person", null]) {
    expect(foundWords(quality)).toMatch(/záznam, třeba i o skončeném řízení/);
  }
  expect(foundWords("suspected")).toMatch(/někdo, kdo může být žadatelem/);
});
