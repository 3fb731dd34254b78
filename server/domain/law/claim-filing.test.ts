import { expect, it } from "vitest";
import { filingTerm } from "./claim-filing";

it.each([
  // Two months; 24 January 2027 is a Sunday.
  ["isir_cz", "2026-11-23", "2027-01-25"],
  ["isir_cz", "2026-11-24", "2027-01-25"],
  // Ends on 24 December, a holiday before two more and a weekend.
  ["isir_cz", "2026-10-24", "2026-12-28"],
  // The month is shorter.
  ["isir_cz", "2025-12-31", "2026-03-02"],
  ["isir_sk", "2026-11-02", "2026-12-17"],
  // 6 January rests in Slovakia alone.
  ["isir_sk", "2026-11-22", "2027-01-07"],
] as const)("%s decided on %s: file by %s", (register, decidedOn, lastOn) => {
  expect(filingTerm(register, decidedOn)?.lastOn).toBe(lastOn);
});

it("knows its paragraph, and nothing of times before the law", () => {
  expect(filingTerm("isir_cz", "2026-11-23")?.source).toContain("§ 136");
  expect(filingTerm("isir_sk", "2026-11-23")?.source).toContain("§ 28");
  expect(filingTerm("isir_cz", "2019-05-31")).toBeNull();
});
