import type { Fragment, Tx } from "@/db/client";
import { processCatalogue } from "../workflow";

/**
 * Of `cases c`, to which an import or its undo gives other fields: those that stand at, or would come
 * to, what only verbs of their own write, as they are.
 */
export function reservedKept({ sql }: Pick<Tx, "sql">, given: Fragment): Fragment {
  const reserved = processCatalogue().definitions.flatMap(({ category, fields }) =>
    fields.flatMap(({ key, choices = [] }) =>
      choices.flatMap(({ code, ownVerb }) => (ownVerb ? [{ category, key, code }] : [])),
    ),
  );
  const of = (part: "category" | "key" | "code") => reserved.map((each) => each[part]);
  return sql`(
    select coalesce(jsonb_object_agg(v.key, c.fields -> v.key), '{}')
      from unnest(${of("category")}::text[], ${of("key")}::text[], ${of("code")}::text[])
           as v (category, key, code)
     where v.category = c.category and v.code in (c.fields ->> v.key, ${given} ->> v.key))`;
}
