import type { DebtorType, Jurisdiction, LawStage, RuleTopic } from "@/db/values/law";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../context";
import { RULE_PACK_VERSION, ruleFigures } from "../law";
import { readOverrides } from "./case-law";

/** One figure of the packs with what the company put in its place. */
export interface RuleItem {
  code: string;
  topic: RuleTopic;
  jurisdiction: Jurisdiction;
  debtors: DebtorType[];
  stages: LawStage[];
  from: Day | null;
  to: Day | null;
  /** As the topic has it: an order, a regime, a day count, percent as text, minor units, days. */
  value: unknown;
  /** null where the pack's own value holds. */
  ownValue: unknown;
  source: string;
  lookedUpOn: Day;
  unsure: boolean;
}

/** Every figure that the law is counted by, with source and day, and the edition they are of. */
export async function listRules(ctx: Context): Promise<{ version: string; rules: RuleItem[] }> {
  authorize(ctx, "claims:read");
  return reading(ctx, async (tx) => {
    const overrides = await readOverrides(tx);
    const rules = ruleFigures().map((figure) => ({
      ...figure,
      ownValue: figure.unsure ? (overrides.get(figure.code) ?? null) : null,
    }));
    return { version: RULE_PACK_VERSION, rules };
  });
}
