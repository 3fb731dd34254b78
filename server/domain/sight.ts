import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROLES, type Role } from "@/db/values/access";

/** Which categories a role sees, and of which of them only its own cases. */
export interface Sight {
  categories: readonly string[] | "all";
  own: readonly string[];
}

/** The house's own roles: what they see is narrowed by access groups, not by category. */
const SEES_ALL: readonly Role[] = ["administrator", "supervisor", "operator", "readOnly"];
/** Those of them who work: among them tasks and requests are dealt out. */
export const HOUSE_WORKERS: readonly Role[] = ["administrator", "supervisor", "operator"];
const ALL: Sight = { categories: "all", own: [] };

// What a definition says of who sees it; the workflow room checks the whole file.
const roles = z.array(z.string());
const readerSchema = z.looseObject({
  category: z.string(),
  openRoles: roles.default([]),
  ownOnlyRoles: roles.default([]),
  transitions: z.array(z.looseObject({ roles })).default([]),
});
type Readers = z.infer<typeof readerSchema>;

// The program always starts in its own folder (npm run …), in the bundle too.
const DIRECTORY = join(process.cwd(), "server", "processes");

let known: ReadonlyMap<Role, Sight> | undefined;

/**
 * What the role sees, as the definitions say: every category that it may open, or move on any way.
 * Every transaction of an operator sets it, and the database keeps to it (0074_deals.sql).
 */
export function sightOf(role: Role): Sight {
  if (SEES_ALL.includes(role)) return ALL;
  known ??= new Map(ROLES.map((each) => [each, readSight(each, readDefinitions())]));
  return known.get(role) ?? { categories: [], own: [] };
}

/** Is a category any business of the role at all? */
export function seesCategory(role: Role, category: string): boolean {
  const { categories } = sightOf(role);
  return categories === "all" || categories.includes(category);
}

/** Pure: the sight of a role under these definitions. */
export function readSight(role: Role, definitions: readonly Readers[]): Sight {
  const seen = definitions.filter(({ openRoles, transitions }) =>
    [openRoles, ...transitions.map((each) => each.roles)].some((list) => list.includes(role)),
  );
  const own = seen.filter(({ ownOnlyRoles }) => ownOnlyRoles.includes(role));
  const codes = (list: readonly Readers[]) => [...new Set(list.map(({ category }) => category))];
  return { categories: codes(seen), own: codes(own) };
}

function readDefinitions(): Readers[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => readerSchema.parse(parse(readFileSync(join(DIRECTORY, file), "utf8"))));
}
