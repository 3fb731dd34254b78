import type { CollegialKind } from "@/db/values/collegial";
import { type ProcessDefinition, statesFrom } from "../workflow";

/**
 * States that a case may still come to without going back to its beginning, its own first. Pure.
 */
export function statesAhead(definition: ProcessDefinition, from: string): string[] {
  const reached = [from];
  for (const state of reached) {
    for (const transition of definition.transitions) {
      const isBack = transition.to === definition.initial;
      if (isBack || reached.includes(transition.to)) continue;
      if (statesFrom(definition, transition).includes(state)) reached.push(transition.to);
    }
  }
  return reached;
}

/**
 * In which states an action of this kind can still be asked for, in the order of the process; null
 * where the process says nothing of the kind: then it may be done in whatever state.
 */
export function placesFor(
  definition: ProcessDefinition,
  from: string,
  kind: CollegialKind,
): string[] | null {
  const ruled = new Set(
    definition.collegial.filter(({ action }) => action === kind).map(({ state }) => state),
  );
  if (ruled.size === 0) return null;
  const ahead = statesAhead(definition, from);
  return definition.states
    .map(({ code }) => code)
    .filter((code) => ruled.has(code) && ahead.includes(code));
}
