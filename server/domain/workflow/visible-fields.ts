import type { Role } from "@/db/values/access";
import type { FieldValue } from "./facts";
import { visibleValues } from "./fields";
import type { Processes } from "./in-force";

/** A case as far as its process decides what may be seen of it. */
export interface CaseValues {
  category: string;
  processVersion: number;
  state: string;
  fields: Record<string, FieldValue>;
}

/** The fields of a case that this role may see in its state; null = the system, which sees all. */
export function visibleFields(
  processes: Processes,
  values: CaseValues,
  role: Role | null,
): Record<string, FieldValue> {
  const { state, fields } = values;
  const definition = processes.of(values);
  if (definition === undefined) return {};
  const visible = visibleValues(definition, fields, { state, role });
  return visible as Record<string, FieldValue>;
}
