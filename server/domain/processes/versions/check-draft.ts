import type { Tx } from "@/db/client";
import { ROLES, type Role } from "@/db/values/access";
import { readSight, sightOf } from "../../sight";
import {
  compileDefinitions,
  type DefinitionProblem,
  deliveredProcesses,
  type ProcessDefinition,
  processCatalogue,
  readProcesses,
} from "../../workflow";
import { courseProblems, type Problem } from "./course";
import { stableText } from "./hash";
import { type RawDefinition, rawOf } from "./raw";

export interface CheckedDraft {
  /** null: it does not hold together. */
  definitions: ProcessDefinition[] | null;
  /** Errors first; with one of these the draft cannot be put in force. */
  problems: Problem[];
}

/**
 * All that stands against putting these definitions in force beside the tenant's other processes, and
 * what their author should know: roles that nobody has, states that cases stand in and that are gone.
 */
export async function checkDraft(
  tx: Tx,
  category: string,
  definitions: readonly RawDefinition[],
): Promise<CheckedDraft> {
  const processes = await readProcesses(tx);
  const others = processes.inForce.definitions.filter((each) => each.category !== category);
  const sources = [
    ...definitions.map((raw) => ({ source: String(raw.code ?? raw.category), raw })),
    ...others.map((each) => ({ source: each.code, raw: rawOf(each) })),
  ];
  const strangers = definitions.filter((raw) => raw.category !== category);
  if (strangers.length > 0) {
    const params = { category: String(strangers[0]?.category) };
    const told = { path: "category", code: "processes.problem_other_category", params };
    return { definitions: null, problems: [{ ...told, isWarning: false }] };
  }
  const compiled = compileDefinitions(sources, processCatalogue().partyRoles);
  if (!compiled.ok) return { definitions: null, problems: compiled.problems.map(problemOf) };
  const own = compiled.definitions.filter((each) => each.category === category);
  const staffed = await staffedRoles(tx);
  const problems = [
    ...own.flatMap((definition) => courseProblems(definition, staffed)),
    ...sightProblems(category, own),
    ...(await lostStates(tx, category, own)),
  ];
  const errorsFirst = problems.sort((a, b) => Number(a.isWarning) - Number(b.isWarning));
  return { definitions: own, problems: errorsFirst };
}

/**
 * Who sees a category the database knows by the delivered process alone. A draft under which somebody
 * should see more, or less, would say what is not kept.
 */
function sightProblems(category: string, own: readonly ProcessDefinition[]): Problem[] {
  const delivered = deliveredProcesses().definitionsOf(category, 0);
  const told = (role: Role, definitions: readonly ProcessDefinition[]) =>
    stableText(readSight(role, definitions.map(readersOf)));
  const roles = ROLES.filter(
    (role) => sightOf(role).categories !== "all" && told(role, delivered) !== told(role, own),
  );
  if (roles.length === 0) return [];
  const params = { roles: roles.join(", ") };
  const path = `${category}: openRoles, ownOnlyRoles, transitions`;
  return [{ path, code: "processes.problem_sight_changed", params, isWarning: false }];
}

const readersOf = ({ category, openRoles, ownOnlyRoles, transitions }: ProcessDefinition) => ({
  ...{ category, openRoles, ownOnlyRoles },
  transitions: transitions.map(({ roles }) => ({ roles: [...roles] })),
});

async function staffedRoles({ sql }: Tx): Promise<Set<string>> {
  const rows = await sql<{ role: string }[]>`
    select distinct role from operators where is_active`;
  return new Set(rows.map(({ role }) => role));
}

/** States that the draft does not have any more and that living cases stand in: they stay where they are. */
async function lostStates(
  tx: Tx,
  category: string,
  definitions: readonly ProcessDefinition[],
): Promise<Problem[]> {
  const states = definitions.flatMap((each) => each.states.map(({ code }) => code));
  const rows = await tx.sql<{ state: string; count: number }[]>`
    select state, count(*)::int as count from cases
     where category = ${category} and voided_at is null and state <> all(${states}::text[])
     group by state order by state`;
  return rows.map(({ state, count }) => ({
    path: `states[${state}]`,
    code: "processes.problem_state_with_cases",
    params: { state, count },
    isWarning: true,
  }));
}

/** The reasons that the format tells in English, as codes that the interface has words for. */
const REASONS: [RegExp, string, string[]][] = [
  [/^cannot be reached from (.+)$/, "unreachable", ["initial"]],
  [/^cannot be left/, "dead_end", []],
  [/^is final but can be left by (.+);/, "final_left", ["transitions"]],
  [/^unknown guard "([^"]*)"/, "unknown_guard", ["name"]],
  [/^unknown effect "([^"]*)"/, "unknown_effect", ["name"]],
  [/^unknown (.+) "([^"]*)"/, "unknown_entry", ["what", "name"]],
  [/^is defined twice$/, "twice", []],
  [/^the name "([^"]*)" means both (.+)$/, "ambiguous", ["name", "codes"]],
  [/^exactly one role must be the default/, "default_role", []],
  [/^leads from a state to itself$/, "to_itself", []],
  [/^(.+) does not start from (.+)$/, "gate_elsewhere", ["transition", "state"]],
  [/^must not be empty$/, "empty", []],
  [/needs names of its own$/, "role_names", []],
  [/^there is no base definition "([^"]*)"$/, "no_base", ["name"]],
];

function problemOf({ path, reason }: DefinitionProblem): Problem {
  for (const [pattern, code, keys] of REASONS) {
    const found = pattern.exec(reason);
    if (!found) continue;
    const params = Object.fromEntries(keys.map((key, index) => [key, found[index + 1] ?? ""]));
    return { path, code: `processes.problem_${code}`, params, isWarning: false };
  }
  return { path, code: "processes.problem_malformed", params: { reason }, isWarning: false };
}
