import { expect, it } from "vitest";
import { INSOLVENCY_PROCEDURES, type InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import { INSOLVENCY_REGISTERS } from "@/db/values/registers";
import { filingTerm, insolvencyEffects, proceduresWithout } from "./claim-filing";

const cz = (procedure: InsolvencyProcedure | null) => ({ register: "isir_cz", procedure }) as const;
const sk = (procedure: InsolvencyProcedure | null) => ({ register: "isir_sk", procedure }) as const;

it.each([
  // Two months; 24 January 2027 is a Sunday.
  [cz(null), "2026-11-23", "2027-01-25"],
  [cz("discharge"), "2026-11-24", "2027-01-25"],
  [cz("bankruptcy"), "2026-11-24", "2027-01-25"],
  // Ends on 24 December, a holiday before two more and a weekend.
  [cz("reorganization"), "2026-10-24", "2026-12-28"],
  // The month is shorter.
  [cz("discharge"), "2025-12-31", "2026-03-02"],
  [sk("bankruptcy"), "2026-11-02", "2026-12-17"],
  // 6 January rests in Slovakia alone.
  [sk("bankruptcy"), "2026-11-22", "2027-01-07"],
  // Thirty days only; 2 December 2026 is a Wednesday.
  [sk("restructuring"), "2026-11-02", "2026-12-02"],
  // Forty-five days until the law was changed, no day since.
  [sk("discharge_bankruptcy"), "2022-07-16", "2022-08-30"],
  [sk("discharge_bankruptcy"), "2022-07-17", null],
  [sk("small_bankruptcy"), "2026-11-02", null],
  [sk("discharge_plan"), "2026-11-02", null],
] as const)("%j decided on %s: file by %s", (proceeding, decidedOn, lastOn) => {
  expect(filingTerm(proceeding, decidedOn)?.lastOn).toBe(lastOn);
});

it("says what becomes of a claim that is late, and until when without a day", () => {
  const told = (procedure: InsolvencyProcedure) => {
    const { until, late } = filingTerm(sk(procedure), "2026-11-23") ?? {};
    return [until, late];
  };
  expect(told("bankruptcy")).toEqual(["term", "limited"]);
  expect(told("restructuring")).toEqual(["term", "lost"]);
  expect(told("small_bankruptcy")).toEqual(["distribution", "lost"]);
  expect(told("discharge_bankruptcy")).toEqual(["distribution", "lost"]);
  expect(told("discharge_plan")).toEqual(["unknown", "unknown"]);
  expect(filingTerm(cz("discharge"), "2026-11-23")).toMatchObject({ late: "lost" });
});

it("knows its paragraph, and nothing of times before the law or of a moratorium", () => {
  expect(filingTerm(cz("discharge"), "2026-11-23")?.source).toContain("§ 136");
  expect(filingTerm(sk("bankruptcy"), "2026-11-23")?.source).toContain("§ 28");
  expect(filingTerm(sk("restructuring"), "2026-11-23")?.source).toContain("§ 121");
  expect(filingTerm(cz(null), "2019-05-31")).toBeNull();
  expect(filingTerm(cz("moratorium"), "2026-11-23")).toBeNull();
});

it("rests interest and stops notices but where the procedure does not", () => {
  for (const register of INSOLVENCY_REGISTERS) {
    for (const procedure of [...INSOLVENCY_PROCEDURES, null]) {
      const { restsInterest, stopsNotices, source } = insolvencyEffects({ register, procedure });
      const growing = ["moratorium", "preventive", "liquidation"];
      const isGrowing = proceduresWithout("restsInterest").some(
        (each) => each.register === register && each.procedure === procedure,
      );
      expect(restsInterest).toBe(!isGrowing);
      expect(isGrowing && !growing.includes(procedure ?? "")).toBe(false);
      expect(stopsNotices).toBe(!(register === "isir_sk" && procedure === "liquidation"));
      expect(source).toContain("§".slice(0, source.includes("111/2022") ? 0 : 1));
    }
  }
});
