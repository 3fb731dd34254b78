import type { ImportKind } from "@/db/values/imports";
import { findCategory, type ProcessCatalogue, type ProcessDefinition } from "../workflow";
import type { DataField } from "./mapping";
import type { ProcessNames } from "./process-names";
import { type RawCell, rawText } from "./raw-cell";

/** The definitions as the conversion of rows reads them; `role`: what rows without one get. */
export function processNames(catalogue: ProcessCatalogue, role: string | null): ProcessNames[] {
  return catalogue.categories.map(({ category, names, aliases, states, roles, fields }) => {
    const isChosen = roles.some(({ code }) => code === role);
    return {
      ...{ category, names, aliases, states, fields },
      roles: isChosen ? roles.map((each) => ({ ...each, default: each.code === role })) : roles,
    };
  });
}

/**
 * Fields that columns of a workbook may fill: those of the categories that its cells name. Data of
 * known cases name none; which category each is of only its number says, so all are offered.
 */
export function fieldsFor(
  catalogue: ProcessCatalogue,
  { kind, samples }: { kind: ImportKind; samples: readonly (readonly RawCell[])[] },
): DataField[] {
  const definitions =
    kind === "case-data" ? catalogue.categories : namedDefinitions(catalogue, samples);
  const byKey = new Map<string, DataField>();
  for (const field of definitions.flatMap(({ fields }) => fields)) {
    if (!byKey.has(field.key)) byKey.set(field.key, field);
  }
  return [...byKey.values()];
}

function namedDefinitions(
  catalogue: ProcessCatalogue,
  samples: readonly (readonly RawCell[])[],
): readonly ProcessDefinition[] {
  const named = new Set<ProcessDefinition>();
  for (const cell of samples.flat()) {
    const found = typeof cell === "string" ? findCategory(catalogue, rawText(cell)) : undefined;
    if (found) named.add(found);
  }
  const [first] = catalogue.categories.filter(({ category }) => category === "collection");
  return named.size > 0 ? [...named] : first ? [first] : [];
}
