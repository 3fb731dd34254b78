import { type Finding, finding } from "@/server/kernel/parsed";
import type { CollegialRule, ProcessDefinition, ProcessTransition } from "./definition";
import type { CaseFacts, CollegialFact } from "./facts";

/**
 * What the collegial actions of a state hold back: a gated transition passes only when enough
 * actions were assigned and those assigned came to the wanted result. Deputies are not known here;
 * a fact is one member's finished or pending action, whoever does it.
 */
export function collegialRefusals(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  known: { from: string; facts: CaseFacts },
): Finding[] {
  const assigned = known.facts.collegial ?? [];
  return definition.collegial
    .filter((rule) => holdsBack(rule, transition.code, known.from))
    .flatMap((rule) => ruleRefusal(rule, factsUnder(rule, assigned)) ?? []);
}

/** Does the rule stand between this state and where the transition leads? */
export function holdsBack(rule: CollegialRule, transition: string, from: string): boolean {
  if (rule.state === from) return rule.gates.includes(transition);
  return rule.later.includes(transition);
}

/** The actions that a rule speaks of. */
export function factsUnder<Fact extends Pick<CollegialFact, "action" | "state">>(
  rule: CollegialRule,
  facts: readonly Fact[],
): Fact[] {
  return facts.filter(
    ({ action, state }) => action === rule.action && (!state || state === rule.state),
  );
}

function ruleRefusal(rule: CollegialRule, assigned: readonly CollegialFact[]): Finding | null {
  const { action, min, result } = rule;
  if (assigned.length < min) {
    return finding("workflow.collegial_missing", { action, missing: min - assigned.length });
  }
  const facts = assigned.filter((fact) => fact.outcome !== "excused");
  const pending = facts.filter((fact) => fact.outcome === "pending").length;
  const positive = facts.filter((fact) => fact.outcome === "positive").length;
  const lacking = Math.max(0, ...assigned.map((fact) => fact.lacking ?? 0));
  // A majority may be certain before the last member has spoken, though not before the quorum has.
  if (lacking === 0 && result === "majority" && positive * 2 > facts.length) return null;
  if (pending > 0) return finding("workflow.collegial_pending", { action, count: pending });
  if (lacking > 0) return finding("workflow.collegial_quorum", { action, missing: lacking });
  if (facts.length === 0 || result === "allDone") return null;
  if (result === "allPositive" && positive === facts.length) return null;
  return finding("workflow.collegial_negative", { action });
}
