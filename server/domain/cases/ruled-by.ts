import type { Fragment, Tx } from "@/db/client";
import type { ProcessDefinition } from "../workflow";

export interface Ruling {
  definition: ProcessDefinition;
  /** All of its version, variants too. */
  definitions: readonly ProcessDefinition[];
  version: number;
}

/** Of `cases c`: those that this very definition rules; what no variant chose is the category's own. */
export function ruledBy(sql: Tx["sql"], { definition, definitions, version }: Ruling): Fragment {
  const { category, selector, selectBy } = definition;
  const ofVersion = sql`c.category = ${category} and c.process_version = ${version}`;
  if (selectBy) {
    return sql`${ofVersion} and c.fields ->> ${selectBy.field}::text = ${selectBy.value}::text`;
  }
  if (selector === null) return ofVersion;
  const values = definitions.flatMap((each) => each.selectBy?.value ?? []);
  return sql`${ofVersion}
    and coalesce(c.fields ->> ${selector}::text, '') <> all(${values}::text[])`;
}
