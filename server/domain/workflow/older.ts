import type { ProcessDefinition } from "./definition";
import type { Processes } from "./in-force";

const writing = new WeakMap<Processes, string[]>();

/** Categories of which some way, in force or older, writes on the case that a case hangs on. */
export function categoriesThatWriteOnParent(processes: Processes): string[] {
  const known = writing.get(processes);
  if (known) return known;
  const { categories, definitions } = processes.inForce;
  const older = categories.flatMap(({ category }) => olderDefinitions(processes, category));
  const found = [...definitions, ...older].filter(({ transitions }) =>
    transitions.some(({ effects }) => effects.some(({ name }) => name === "writeOnParent")),
  );
  const made = [...new Set(found.map(({ category }) => category))];
  writing.set(processes, made);
  return made;
}

/** Definitions of a category that are in force no longer and by which older cases may still go. */
export function olderDefinitions(processes: Processes, category: string): ProcessDefinition[] {
  const inForce = processes.versionOf(category);
  return [0, ...processes.versionsOf(category)]
    .filter((version) => version !== inForce)
    .reverse()
    .flatMap((version) => processes.definitionsOf(category, version));
}
