import { describe, expect, it } from "vitest";
import { DEBTOR_TYPES, JURISDICTIONS, LAW_STAGES, RULE_TOPICS } from "@/db/values/law";
import type { Day } from "@/server/kernel/days";
import { type LawOn, ruleFigures, ruleOf } from "./rule-packs";

const DAYS: Day[] = ["2012-06-30", "2014-01-01", "2021-06-30", "2021-07-01", "2021-12-31"];
const LATER: Day[] = ["2022-01-01", "2026-11-28", "2099-12-31"];
const everywhere: LawOn[] = JURISDICTIONS.flatMap((jurisdiction) =>
  DEBTOR_TYPES.flatMap((debtor) =>
    LAW_STAGES.flatMap((stage) =>
      [...DAYS, ...LATER].map((on) => ({ jurisdiction, debtor, stage, on })),
    ),
  ),
);
const CZ = { jurisdiction: "CZ", stage: "beforeCourt", on: "2026-11-28" } as const;
const SK = { ...CZ, jurisdiction: "SK" } as const;
const orderOf = (law: LawOn) => ruleOf("order", law)?.value.map((kinds) => kinds.join("+"));

describe("the rule packs", () => {
  it("give one order, one regime and one day count for whoever owes, at every stage and day", () => {
    for (const law of everywhere) {
      for (const topic of ["order", "lateInterest", "dayCount"] as const) {
        expect(ruleOf(topic, law), `${topic} ${JSON.stringify(law)}`).not.toBeNull();
      }
    }
  });

  it("never say two things of one day", () => {
    for (const law of everywhere) {
      for (const topic of RULE_TOPICS) {
        const hits = ruleFigures().filter(
          (each) =>
            each.topic === topic &&
            each.jurisdiction === law.jurisdiction &&
            each.debtors.includes(law.debtor) &&
            each.stages.includes(law.stage) &&
            (each.from ?? "") <= law.on &&
            law.on <= (each.to ?? "9999"),
        );
        expect(hits.length, `${topic} ${JSON.stringify(law)}`).toBeLessThanOrEqual(1);
      }
    }
    const codes = ruleFigures().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("turn the order round for a Czech consumer on 1 July 2021, and in enforcement in 2022", () => {
    const civil = ["costs", "lateInterest", "interest", "principal", "contractualPenalty+fee"];
    const consumer = ["costs+fee", "principal", "interest", "lateInterest", "contractualPenalty"];
    expect(orderOf({ ...CZ, debtor: "consumer", on: "2021-06-30" })).toEqual(civil);
    expect(orderOf({ ...CZ, debtor: "consumer", on: "2021-07-01" })).toEqual(consumer);
    expect(orderOf({ ...CZ, debtor: "business" })).toEqual(civil);
    const enforced = { ...CZ, debtor: "consumer", stage: "inEnforcement" } as const;
    expect(orderOf({ ...enforced, on: "2021-12-31" })).toEqual(consumer);
    expect(orderOf({ ...enforced, on: "2022-01-01" })?.[0]).toBe("principal");
    expect(orderOf({ ...enforced, on: "2022-01-01" })?.at(-1)).toBe("costs");
    expect(orderOf({ ...SK, debtor: "business" })?.[1]).toBe("lateInterest+interest");
    expect(orderOf({ ...SK, debtor: "consumer" })?.[0]).toBe("principal");
  });

  it("give flat costs between businesses only, caps to the consumer only", () => {
    expect(ruleOf("flatCostsMinor", { ...CZ, debtor: "business" })?.value).toBe(120_000);
    expect(ruleOf("flatCostsMinor", { ...SK, debtor: "business" })?.value).toBe(4_000);
    expect(ruleOf("flatCostsMinor", { ...CZ, debtor: "consumer" })).toBeNull();
    expect(ruleOf("flatCostsMinor", { ...SK, debtor: "consumer" })).toBeNull();
    expect(ruleOf("penaltyDayPercent", { ...CZ, debtor: "consumer" })?.value).toBe("0.1");
    expect(ruleOf("penaltyDayPercent", { ...CZ, debtor: "business" })).toBeNull();
    expect(ruleOf("creditLimitDays", { ...CZ, debtor: "consumer" })?.value).toBe(90);
  });

  it("let a tenant's own value stand where a lawyer has yet to confirm, and nowhere else", () => {
    const own = new Map<string, unknown>([
      ["cz-penalty-total", 10_000_000],
      ["cz-penalty-day", "5"],
    ]);
    const consumer = { ...CZ, debtor: "consumer" } as const;
    const total = ruleOf("penaltyTotalMinor", consumer, own);
    expect(total).toMatchObject({ value: 10_000_000, unsure: true, isOverridden: true });
    const perDay = ruleOf("penaltyDayPercent", consumer, own);
    expect(perDay).toMatchObject({ value: "0.1", unsure: false, isOverridden: false });
  });
});
