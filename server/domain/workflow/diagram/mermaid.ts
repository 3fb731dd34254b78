import type { Locale } from "@/server/kernel/locale";
import { type ProcessDefinition, statesFrom } from "../definition";

/** The process as a Mermaid state diagram, with the names of one language. */
export function toMermaid(definition: ProcessDefinition, locale: Locale): string {
  const states = definition.states.map(
    (state) => `  state "${text(state.names[locale])}" as ${id(state.code)}`,
  );
  const arrows = definition.transitions.flatMap((transition) =>
    statesFrom(definition, transition).map(
      (from) => `  ${id(from)} --> ${id(transition.to)}: ${text(transition.names[locale])}`,
    ),
  );
  const ends = definition.states
    .filter((state) => state.final)
    .map((state) => `  ${id(state.code)} --> [*]`);
  const start = `  [*] --> ${id(definition.initial)}`;
  return ["stateDiagram-v2", ...states, start, ...arrows, ...ends, ""].join("\n");
}

/** Mermaid takes a hyphen for the start of an arrow and some words for its own. */
function id(code: string): string {
  return `s_${code.replaceAll("-", "_")}`;
}

function text(name: string): string {
  return name
    .replaceAll(/["\n;:#]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
