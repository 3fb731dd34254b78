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

/** Fields that columns of a workbook may fill: those of the categories that its cells name. */
export function fieldsFor(
  catalogue: ProcessCatalogue,
  samples: readonly (readonly RawCell[])[],
): DataField[] {
  const named = new Set<ProcessDefinition>();
  for (const cell of samples.flat()) {
    const found = typeof cell === "string" ? findCategory(catalogue, rawText(cell)) : undefined;
    if (found) named.add(found);
  }
  const [first] = catalogue.categories.filter(({ category }) => category === "collection");
  const definitions = named.size > 0 ? [...named] : first ? [first] : [];
  const byKey = new Map<string, DataField>();
  for (const field of definitions.flatMap(({ fields }) => fields)) {
    if (!byKey.has(field.key)) byKey.set(field.key, field);
  }
  return [...byKey.values()];
}
