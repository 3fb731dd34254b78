import type { Role } from "@/db/values/access";
import { selectDefinition } from "./catalogue";
import type { FieldValue } from "./facts";
import { visibleValues } from "./fields";
import { processCatalogue } from "./load";

/** A case as far as its process decides what may be seen of it. */
export interface CaseValues {
  category: string;
  state: string;
  fields: Record<string, FieldValue>;
}

/** The fields of a case that this role may see in its state; null = the system, which sees all. */
export function visibleFields(values: CaseValues, role: Role | null): Record<string, FieldValue> {
  const { category, state, fields } = values;
  const definition = selectDefinition(processCatalogue(), category, fields);
  if (definition === undefined) return {};
  const visible = visibleValues(definition, fields, { state, role });
  return visible as Record<string, FieldValue>;
}
