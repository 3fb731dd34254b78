import {
  type ModuleProcedure,
  type ProcedureName,
  procedureEntries,
} from "@/server/domain/module-api";

/** A procedure under the address by which REST asks for it. */
export interface ModuleRoute {
  name: ProcedureName;
  /** "movements", ":movementId", "rematch" */
  pattern: readonly string[];
  procedure: ModuleProcedure;
}

/** Every procedure of the table, in its order. */
export const ROUTES: readonly ModuleRoute[] = procedureEntries().map(([name, procedure]) => {
  return { name, pattern: procedure.path.split("/"), procedure };
});

/** The route of a path below `/api/module/v1/`, and what its names stand for. */
export function routeOf(method: string, path: readonly string[]) {
  for (const route of ROUTES) {
    const { pattern, procedure } = route;
    if (procedure.method !== method || pattern.length !== path.length) continue;
    if (!pattern.every((name, at) => name.startsWith(":") || name === path[at])) continue;
    const params = pattern.flatMap((name, at): [string, string][] =>
      name.startsWith(":") ? [[name.slice(1), path[at] ?? ""]] : [],
    );
    return { ...route, params: Object.fromEntries(params) };
  }
  return null;
}
