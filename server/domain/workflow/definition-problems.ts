import { CURRENCIES } from "@/db/values/claims";
import { ambiguousAliases, type Named } from "./alias";
import { boardProblems, unknown } from "./board-problems";
import {
  type DefinitionProblem,
  type NamedCall,
  type ParsedDefinition,
  type ProcessField,
  type ProcessTransition,
  statesFrom,
} from "./definition";
import { EFFECTS, effectReferences, isEffectName, parseEffect } from "./effects";
import { TODAY } from "./fields";
import { GUARDS, type References } from "./guards";
import { readablePath } from "./raw";
import { unreachedStates } from "./unreached-states";

/**
 * What the schema of one entry cannot see: codes that point nowhere, states nobody reaches, names
 * that mean two things. Empty for a sound definition. Pure.
 */
export function definitionProblems(definition: ParsedDefinition): DefinitionProblem[] {
  return [
    ...duplicateCodes(definition),
    ...ambiguousNames(definition),
    ...fieldProblems(definition),
    ...roleProblems(definition),
    ...stateProblems(definition),
    ...definition.transitions.flatMap((transition) => transitionProblems(definition, transition)),
    ...collegialProblems(definition),
    ...reachabilityProblems(definition),
    ...variantProblems(definition),
    ...boardProblems(definition),
  ];
}

const LISTS = [
  "sections",
  "roles",
  "boardColumns",
  "stages",
  "states",
  "transitions",
] as const satisfies (keyof ParsedDefinition)[];

function duplicateCodes(definition: ParsedDefinition): DefinitionProblem[] {
  const problems = LISTS.flatMap((list) =>
    repeated(definition[list].map((entry) => entry.code)).map((code) => ({
      path: `${list}[${code}]`,
      reason: "is defined twice",
    })),
  );
  const keys = repeated(definition.fields.map((field) => field.key));
  return [
    ...problems,
    ...keys.map((key) => ({ path: `fields[${key}]`, reason: "is defined twice" })),
  ];
}

function ambiguousNames(definition: ParsedDefinition): DefinitionProblem[] {
  const choices = definition.fields.map((field): [string, readonly Named[]] => [
    `fields[${field.key}].choices`,
    field.choices ?? [],
  ]);
  const lists: [string, readonly Named[]][] = [
    ["states", definition.states],
    ["fields", definition.fields],
    ...choices,
  ];
  return lists.flatMap(([path, entries]) =>
    ambiguousAliases(entries).map(({ alias, codes }) => ({
      path,
      reason: `the name "${alias}" means both ${codes.join(" and ")}`,
    })),
  );
}

function fieldProblems(definition: ParsedDefinition): DefinitionProblem[] {
  const states = codesOf(definition.states);
  const sections = codesOf(definition.sections);
  return definition.fields.flatMap((field) => {
    const at = `fields[${field.key}]`;
    const problems: DefinitionProblem[] = [];
    if ((field.type === "choice") !== (field.choices !== undefined)) {
      problems.push({ path: `${at}.choices`, reason: "belongs to type choice, and only there" });
    }
    if (field.currency !== undefined && field.type !== "money") {
      problems.push({ path: `${at}.currency`, reason: "belongs to type money only" });
    }
    if (field.portal && field.type !== "text") {
      problems.push({ path: `${at}.portal`, reason: "belongs to type text only" });
    }
    problems.push(...currencyProblems(definition, field));
    if (field.initially !== undefined && !isInitial(field, field.initially)) {
      problems.push({ path: `${at}.initially`, reason: "must be today of a day, or a choice" });
    }
    if (field.section !== undefined && !sections.has(field.section)) {
      problems.push(unknown(`${at}.section`, "section", field.section));
    }
    for (const rule of ["required", "readOnly", "hidden"] as const) {
      for (const state of field[rule].flatMap((scope) => scope.states ?? [])) {
        if (!states.has(state)) problems.push(unknown(`${at}.${rule}`, "state", state));
      }
    }
    return problems;
  });
}

function isInitial(field: ProcessField, value: string): boolean {
  if (field.type === "day") return value === TODAY;
  return field.choices?.some((choice) => choice.code === value) ?? false;
}

/** The choice that says the currency of a money field must be there, and know currencies only. */
function currencyProblems(definition: ParsedDefinition, field: ProcessField): DefinitionProblem[] {
  if (field.currencyField === undefined) return [];
  const at = `fields[${field.key}].currencyField`;
  if (field.type !== "money") return [{ path: at, reason: "belongs to type money only" }];
  const said = definition.fields.find((each) => each.key === field.currencyField);
  if (said === undefined) return [unknown(at, "field", field.currencyField)];
  const isKnown = ({ code }: { code: string }) => CURRENCIES.some((c) => c.toLowerCase() === code);
  if (said.type === "choice" && said.choices?.every(isKnown)) return [];
  return [{ path: at, reason: `${said.key} must be a choice of currencies` }];
}

function roleProblems(definition: ParsedDefinition): DefinitionProblem[] {
  const defaults = definition.roles.filter((role) => role.default).length;
  if (defaults === 1) return [];
  return [{ path: "roles", reason: `exactly one role must be the default, not ${defaults}` }];
}

function stateProblems(definition: ParsedDefinition): DefinitionProblem[] {
  const stages = codesOf(definition.stages);
  const columns = codesOf(definition.boardColumns);
  return definition.states.flatMap((state) => {
    const at = `states[${state.code}]`;
    const problems: DefinitionProblem[] = [];
    if (state.stage !== null && !stages.has(state.stage)) {
      problems.push(unknown(`${at}.stage`, "stage", state.stage));
    }
    if (typeof state.boardColumn === "string" && !columns.has(state.boardColumn)) {
      problems.push(unknown(`${at}.boardColumn`, "board column", state.boardColumn));
    }
    if (state.reopen && !state.final) {
      problems.push({ path: `${at}.reopen`, reason: "belongs to final states only" });
    }
    const exits = definition.transitions.filter((each) =>
      statesFrom(definition, each).includes(state.code),
    );
    if (state.final && !state.reopen && exits.length > 0) {
      const codes = exits.map((each) => each.code).join(", ");
      problems.push({
        path: at,
        reason: `is final but can be left by ${codes}; say reopen: true if that is meant`,
      });
    }
    if (!state.final && exits.length === 0) {
      problems.push({ path: at, reason: "cannot be left; say final: true if that is meant" });
    }
    return problems;
  });
}

function transitionProblems(
  definition: ParsedDefinition,
  transition: ProcessTransition,
): DefinitionProblem[] {
  const states = codesOf(definition.states);
  const at = `transitions[${transition.code}]`;
  const problems: DefinitionProblem[] = [];
  if (!states.has(transition.to)) problems.push(unknown(`${at}.to`, "state", transition.to));
  for (const from of statesFrom(definition, transition)) {
    if (!states.has(from)) problems.push(unknown(`${at}.from`, "state", from));
    if (from === transition.to) problems.push({ path: at, reason: "leads from a state to itself" });
  }
  if (transition.automatic && !isForTheClock(transition)) {
    problems.push({ path: `${at}.automatic`, reason: "needs the role system and daysInState" });
  }
  transition.guards.forEach((call, index) => {
    problems.push(...guardProblems(definition, call, `${at}.guards[${index}]`));
  });
  transition.effects.forEach((call, index) => {
    problems.push(...effectProblems(definition, call, `${at}.effects[${index}]`));
  });
  return problems;
}

function isForTheClock({ roles, guards }: ProcessTransition): boolean {
  return roles.includes("system") && guards.some(({ name }) => name === "daysInState");
}

function guardProblems(definition: ParsedDefinition, call: NamedCall, at: string) {
  const guard = GUARDS[call.name];
  if (guard === undefined) return [among(unknown(at, "guard", call.name), GUARDS)];
  const parsed = guard.params.safeParse(call.params);
  if (!parsed.success) return paramProblems(call, parsed.error.issues, at);
  return referenceProblems(definition, guard.references(call.params), at);
}

function effectProblems(definition: ParsedDefinition, call: NamedCall, at: string) {
  if (!isEffectName(call.name)) return [among(unknown(at, "effect", call.name), EFFECTS)];
  const parsed = EFFECTS[call.name].safeParse(call.params);
  if (!parsed.success) return paramProblems(call, parsed.error.issues, at);
  return referenceProblems(definition, effectReferences(parseEffect(call.name, call.params)), at);
}

type Issue = { path: PropertyKey[]; message: string };

function paramProblems(call: NamedCall, issues: Issue[], at: string): DefinitionProblem[] {
  return issues.map((issue) => ({
    path: `${at}.${readablePath({ params: call.params }, ["params", ...issue.path])}`,
    reason: `${call.name}: ${issue.message}`,
  }));
}

function referenceProblems(definition: ParsedDefinition, refs: References, at: string) {
  const roles = codesOf(definition.roles);
  const fields = new Set(definition.fields.map((field) => field.key));
  const keysOf = (type: ProcessField["type"]) =>
    definition.fields.filter((field) => field.type === type).map((field) => field.key);
  const days = keysOf("day");
  const users = keysOf("user");
  return [
    ...(refs.roles ?? []).filter((role) => !roles.has(role)).map((r) => unknown(at, "role", r)),
    ...(refs.fields ?? []).filter((key) => !fields.has(key)).map((f) => unknown(at, "field", f)),
    ...(refs.dayFields ?? [])
      .filter((key) => !days.includes(key))
      .map((key) => unknown(at, "field of type day", key)),
    ...(refs.userFields ?? [])
      .filter((key) => !users.includes(key))
      .map((key) => unknown(at, "field of type user", key)),
  ];
}

function collegialProblems(definition: ParsedDefinition): DefinitionProblem[] {
  const states = codesOf(definition.states);
  return definition.collegial.flatMap((rule, index) => {
    const at = `collegial[${index}]`;
    if (!states.has(rule.state)) return [unknown(`${at}.state`, "state", rule.state)];
    const gates = rule.gates.flatMap((gate): DefinitionProblem[] => {
      const transition = definition.transitions.find((each) => each.code === gate);
      if (transition === undefined) return [unknown(`${at}.gates`, "transition", gate)];
      if (statesFrom(definition, transition).includes(rule.state)) return [];
      return [{ path: `${at}.gates`, reason: `${gate} does not start from ${rule.state}` }];
    });
    const later = rule.later
      .filter((gate) => !definition.transitions.some((each) => each.code === gate))
      .map((gate) => unknown(`${at}.later`, "transition", gate));
    return [...gates, ...later];
  });
}

function reachabilityProblems(definition: ParsedDefinition): DefinitionProblem[] {
  if (!codesOf(definition.states).has(definition.initial)) {
    return [unknown("initial", "state", definition.initial)];
  }
  return unreachedStates(definition).map((code) => ({
    path: `states[${code}]`,
    reason: `cannot be reached from ${definition.initial}`,
  }));
}

function variantProblems(definition: ParsedDefinition): DefinitionProblem[] {
  const { variantOf, selectBy } = definition;
  if ((variantOf === undefined) !== (selectBy === undefined)) {
    return [{ path: "variantOf", reason: "variantOf and selectBy go together" }];
  }
  if (selectBy === undefined) return [];
  const field = definition.fields.find((each) => each.key === selectBy.field);
  if (field === undefined) return [unknown("selectBy.field", "field", selectBy.field)];
  if (field.type !== "choice") {
    return [{ path: "selectBy.field", reason: `${field.key} must be a field of type choice` }];
  }
  if (field.choices?.some((choice) => choice.code === selectBy.value)) return [];
  return [unknown("selectBy.value", "choice", selectBy.value)];
}

function among(problem: DefinitionProblem, known: Readonly<Record<string, unknown>>) {
  return { ...problem, reason: `${problem.reason}; there are ${Object.keys(known).join(", ")}` };
}

function codesOf(entries: readonly { code: string }[]): Set<string> {
  return new Set(entries.map((entry) => entry.code));
}

function repeated(codes: string[]): string[] {
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
}
