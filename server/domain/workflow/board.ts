import type { Role } from "@/db/values/access";
import { type Names, type ProcessDefinition, statesFrom } from "./definition";

/** One column of a board: the states that stand in it. */
export interface BoardColumn {
  code: string;
  names: Names;
  states: string[];
  /** Cards that have stood here for longer are not shown unless asked for. */
  hideAfterDays: number | null;
}

/** A way from one state to another that is at all for this role. */
export interface BoardWay {
  /** Code of the definition: variants of a category have ways of their own. */
  process: string;
  from: string;
  to: string;
  transition: string;
  needsResolution: boolean;
}

/**
 * The columns of a category's board, of all its variants together: first those that the definition
 * names, in its order, then states that have a column of their own.
 */
export function boardColumns(definitions: readonly ProcessDefinition[]): BoardColumn[] {
  const columns = new Map<string, BoardColumn>();
  for (const { boardColumns: named } of definitions) {
    for (const { code, names, hideAfterDays } of named) {
      if (columns.has(code)) continue;
      columns.set(code, { code, names, states: [], hideAfterDays: hideAfterDays ?? null });
    }
  }
  for (const { code, names, boardColumn } of definitions.flatMap(({ states }) => states)) {
    if (boardColumn === null) continue;
    const at = boardColumn ?? code;
    const column = columns.get(at) ?? { code: at, names, states: [], hideAfterDays: null };
    if (!column.states.includes(code)) column.states.push(code);
    columns.set(at, column);
  }
  return [...columns.values()].filter(({ states }) => states.length > 0);
}

/** Every way that a role may take, whatever the case: guards are asked when it is taken. */
export function boardWays(definitions: readonly ProcessDefinition[], role: Role): BoardWay[] {
  return definitions.flatMap((definition) =>
    definition.transitions
      .filter(({ roles }) => (roles as readonly string[]).includes(role))
      .flatMap((transition) =>
        statesFrom(definition, transition).map((from) => ({
          process: definition.code,
          from,
          to: transition.to,
          transition: transition.code,
          needsResolution: transition.requiresResolution,
        })),
      ),
  );
}
