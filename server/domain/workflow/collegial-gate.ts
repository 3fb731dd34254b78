import { type Finding, finding } from "@/server/kernel/parsed";
import type { CollegialRule, ProcessDefinition, ProcessTransition } from "./definition";
import type { CaseFacts, CollegialFact } from "./facts";

/**
 * What the collegial actions of a state hold back: a gated transition passes only when enough
 * actions were assigned and those assigned came to the wanted result. Counting votes and deputies
 * is not done here; a fact is one member's finished or pending action.
 */
export function collegialRefusals(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  known: { from: string; facts: CaseFacts },
): Finding[] {
  const assigned = known.facts.collegial ?? [];
  return definition.collegial
    .filter((rule) => rule.state === known.from && rule.gates.includes(transition.code))
    .flatMap((rule) => {
      const ours = assigned.filter((fact) => fact.action === rule.action);
      return ruleRefusal(rule, ours) ?? [];
    });
}

function ruleRefusal(rule: CollegialRule, facts: readonly CollegialFact[]): Finding | null {
  const { action, min, result } = rule;
  if (facts.length < min) {
    return finding("workflow.collegial_missing", { action, missing: min - facts.length });
  }
  const pending = facts.filter((fact) => fact.outcome === "pending").length;
  const positive = facts.filter((fact) => fact.outcome === "positive").length;
  // A majority may be certain before the last member has spoken.
  if (result === "majority" && positive * 2 > facts.length) return null;
  if (pending > 0) return finding("workflow.collegial_pending", { action, count: pending });
  if (facts.length === 0 || result === "allDone") return null;
  if (result === "allPositive" && positive === facts.length) return null;
  return finding("workflow.collegial_negative", { action });
}
