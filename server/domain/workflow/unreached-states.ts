import { type ParsedDefinition, statesFrom } from "./definition";

/** States that no way leads to from where a case begins. */
export function unreachedStates(definition: ParsedDefinition): string[] {
  const reached = new Set([definition.initial]);
  const queue = [definition.initial];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const transition of definition.transitions) {
      if (reached.has(transition.to) || !statesFrom(definition, transition).includes(state)) {
        continue;
      }
      reached.add(transition.to);
      queue.push(transition.to);
    }
  }
  return definition.states.map(({ code }) => code).filter((code) => !reached.has(code));
}
