import type { Fragment, Tx } from "@/db/client";
import { ROLES } from "@/db/values/access";
import { type Sight, sightOf } from "./sight";

/** What of a category is seen. */
type Extent = "all" | "own";
type Line = readonly [role: string, category: string, extent: Extent];

const lineOf = (role: string, { categories, own }: Sight): Line[] =>
  categories === "all"
    ? [[role, "*", "all"]]
    : categories.map((category): Line => [role, category, own.includes(category) ? "own" : "all"]);

let known: readonly Line[] | undefined;

/**
 * Whether operator `o` sees case `k`: they belong to its access group, its category is their role's
 * business, and it is theirs where the role sees only its own. The same as the walls say of whoever
 * reads (0074_deals.sql), for statements that a job or a colleague makes about somebody else.
 */
export function seesCase(sql: Tx["sql"]): Fragment {
  known ??= ROLES.flatMap((role) => lineOf(role, sightOf(role)));
  const [roles, categories, extents] = [
    known.map(([role]) => role),
    known.map(([, category]) => category),
    known.map(([, , extent]) => extent),
  ];
  return sql`
    ((o.sees_all_groups or k.access_group_id is null
      or exists (select from operator_access_groups m
                  where m.operator_id = o.id and m.access_group_id = k.access_group_id))
     and exists (
       select from unnest(${roles}::text[], ${categories}::text[], ${extents}::text[])
                     as s(role, category, extent)
        where s.role = o.role and (s.category = '*' or (s.category = k.category
          and (s.extent = 'all' or k.owner_id is null or k.owner_id = o.id or k.created_by = o.id
               or k.fields ->> 'verifier' = o.id::text)))))`;
}
