import { findNamed, type Named } from "./alias";
import type {
  CataloguedRole,
  ProcessDefinition,
  ProcessField,
  ProcessPartyRole,
  ProcessState,
} from "./definition";
import type { FieldValues } from "./facts";

/** Every definition in force, with look-ups by code, by name in any language, or by alias. */
export type ProcessCatalogue = {
  /** One per category, by their places. */
  categories: readonly ProcessDefinition[];
  /** All of them, variants too. */
  definitions: readonly ProcessDefinition[];
  partyRoles: readonly CataloguedRole[];
};

export function makeCatalogue(
  definitions: readonly ProcessDefinition[],
  partyRoles: readonly CataloguedRole[],
): ProcessCatalogue {
  const ordered = definitions.toSorted((a, b) => a.place - b.place);
  const categories = ordered.filter((each) => each.variantOf === undefined);
  return { categories, definitions: ordered, partyRoles };
}

/** The category that an import or a person means by "Inkaso", "collection", "Взыскание" … */
export function findCategory(
  catalogue: ProcessCatalogue,
  text: string,
): ProcessDefinition | undefined {
  return findNamed(catalogue.categories.map(asCategory), text)?.definition;
}

/**
 * The definition that rules a case: the variant of its category whose field says so (a document's
 * type selects its process), else the category's own. Undefined for an unknown category.
 */
export function selectDefinition(
  catalogue: ProcessCatalogue,
  category: string,
  values: FieldValues = {},
): ProcessDefinition | undefined {
  const base = catalogue.categories.find((each) => each.category === category);
  if (base === undefined) return undefined;
  const variant = catalogue.definitions.find(
    ({ variantOf, selectBy }) =>
      variantOf === base.code &&
      selectBy !== undefined &&
      values[selectBy.field] === selectBy.value,
  );
  return variant ?? base;
}

export function findState(definition: ProcessDefinition, text: string): ProcessState | undefined {
  return findNamed(definition.states, text);
}

export function findRole(
  definition: ProcessDefinition,
  text: string,
): ProcessPartyRole | undefined {
  return findNamed(definition.roles, text);
}

export function findField(definition: ProcessDefinition, text: string): ProcessField | undefined {
  return findNamed(definition.fields, text);
}

/** The choice of a field, by code, name or alias; undefined for fields of other types. */
export function findChoice(field: ProcessField, text: string) {
  return findNamed(field.choices ?? [], text);
}

/** The role that a party gets when nobody says one. */
export function defaultRole(definition: ProcessDefinition): ProcessPartyRole {
  const role = definition.roles.find((each) => each.default) ?? definition.roles[0];
  if (role === undefined) throw new Error(`process ${definition.code} has no party role`);
  return role;
}

function asCategory(definition: ProcessDefinition): Named & { definition: ProcessDefinition } {
  const { category, names, aliases } = definition;
  return { code: category, names, aliases, definition };
}
