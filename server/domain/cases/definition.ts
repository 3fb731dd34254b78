import type { FieldValues } from "@/db/schema/cases";
import { DomainError } from "@/server/kernel/errors";
import { type ProcessDefinition, processCatalogue, selectDefinition } from "../workflow";

/** The process that rules a case; refuses a category that is not installed. */
export function definitionOf(category: string, fields: FieldValues = {}): ProcessDefinition {
  const definition = selectDefinition(processCatalogue(), category, fields);
  if (!definition) throw new DomainError("invalid", "cases.unknown_category", { category });
  return definition;
}
