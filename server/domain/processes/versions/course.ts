import type { Finding } from "@/server/kernel/parsed";
import { type ProcessDefinition, statesFrom } from "../../workflow";

/** Something that a draft should not be put in force with, or that its author should know of. */
export interface Problem extends Finding {
  /** Where: `invoice: states[sent]`. */
  path: string;
  isWarning: boolean;
}

/**
 * What is wrong with the course of a definition that holds together otherwise: states from which no end
 * is reached, collegial actions that go round for ever, ways that nobody here may take. Pure.
 */
export function courseProblems(
  definition: ProcessDefinition,
  staffed: ReadonlySet<string>,
): Problem[] {
  const cycle = mandatoryCycle(definition);
  const traps = trapsOf(definition).filter((state) => !cycle.includes(state));
  const at = (list: string, code: string) => `${definition.code}: ${list}[${code}]`;
  return [
    ...(cycle.length > 0
      ? [problem(at("collegial", cycle[0] ?? ""), "mandatory_cycle", { states: cycle.join(", ") })]
      : []),
    ...traps.map((state) => problem(at("states", state), "never_ends", { state })),
    ...locksOf(definition).map((state) => ({
      ...problem(at("states", state), "collegial_locks", { state }),
      isWarning: true,
    })),
    ...definition.transitions
      .filter(({ roles }) => !roles.some((role) => role === "system" || staffed.has(role)))
      .map(({ code, roles }) =>
        problem(at("transitions", code), "role_nobody_has", { roles: roles.join(", ") }),
      ),
    ...definition.transitions.flatMap(({ code, roles }) => {
      const idle = roles.filter((role) => role !== "system" && !staffed.has(role));
      if (idle.length === 0 || idle.length === roles.length) return [];
      const told = problem(at("transitions", code), "role_nobody_has", { roles: idle.join(", ") });
      return [{ ...told, isWarning: true }];
    }),
  ];
}

const problem = (path: string, code: string, params: Record<string, string>): Problem => {
  return { path, code: `processes.problem_${code}`, params, isWarning: false };
};

const exitsOf = (definition: ProcessDefinition, state: string) =>
  definition.transitions.filter((each) => statesFrom(definition, each).includes(state));

const openStates = ({ states }: ProcessDefinition) =>
  states.filter(({ final }) => !final).map(({ code }) => code);

/** States from which no final one can be reached. None where there is no final state at all. */
function trapsOf(definition: ProcessDefinition): string[] {
  const ends = new Set(definition.states.filter(({ final }) => final).map(({ code }) => code));
  if (ends.size === 0) return [];
  for (let size = -1; size !== ends.size; ) {
    size = ends.size;
    for (const transition of definition.transitions) {
      if (!ends.has(transition.to)) continue;
      for (const from of statesFrom(definition, transition)) ends.add(from);
    }
  }
  return openStates(definition).filter((state) => !ends.has(state));
}

/** The rules that have to be met before any action was even assigned, by state and transition. */
function isMandatory(definition: ProcessDefinition, state: string, transition: string): boolean {
  return definition.collegial.some(
    (rule) => rule.state === state && rule.min > 0 && rule.gates.includes(transition),
  );
}

/** States that lead only to each other, every way by a mandatory action: nobody would ever be done. */
function mandatoryCycle(definition: ProcessDefinition): string[] {
  let bound = new Set(
    openStates(definition).filter((state) => {
      const exits = exitsOf(definition, state);
      return exits.length > 0 && exits.every(({ code }) => isMandatory(definition, state, code));
    }),
  );
  for (let size = -1; size !== bound.size; ) {
    size = bound.size;
    const within = bound;
    bound = new Set(
      [...bound].filter((state) => exitsOf(definition, state).every(({ to }) => within.has(to))),
    );
  }
  return [...bound];
}

/** States that a single refusal would close: each way waits for nothing but consent. */
function locksOf(definition: ProcessDefinition): string[] {
  return openStates(definition).filter((state) => {
    const exits = exitsOf(definition, state);
    return (
      exits.length > 0 &&
      exits.every(({ code }) =>
        definition.collegial.some(
          (rule) =>
            rule.state === state && rule.result === "allPositive" && rule.gates.includes(code),
        ),
      )
    );
  });
}
