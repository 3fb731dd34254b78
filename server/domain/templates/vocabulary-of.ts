import { findCategory, type ProcessCatalogue, type ProcessDefinition } from "../workflow";
import { standardVocabulary, type Vocabulary } from "./language";

const known = new WeakMap<ProcessCatalogue, Map<string, Vocabulary>>();

/**
 * The names that templates may use: of one category, or of all of these together. Without a category
 * those of every process, so that a template that serves several is not refused for the other's names.
 */
export function vocabularyOf(
  catalogue: ProcessCatalogue,
  categories: readonly string[] = [],
): Vocabulary {
  const key = [...categories].sort().join(" ");
  const ofCatalogue = known.get(catalogue) ?? new Map<string, Vocabulary>();
  known.set(catalogue, ofCatalogue);
  const made = ofCatalogue.get(key);
  if (made) return made;
  const vocabulary = makeVocabulary(definitionsOf(catalogue, categories));
  ofCatalogue.set(key, vocabulary);
  return vocabulary;
}

function definitionsOf(
  catalogue: ProcessCatalogue,
  categories: readonly string[],
): ProcessDefinition[] {
  if (categories.length === 0) return [...catalogue.definitions];
  return categories.flatMap((category) => findCategory(catalogue, category) ?? []);
}

function makeVocabulary(definitions: readonly ProcessDefinition[]): Vocabulary {
  const roles = new Map<string, ProcessDefinition["roles"][number]>();
  const fields = new Map<string, ProcessDefinition["fields"][number]>();
  for (const definition of definitions) {
    for (const role of definition.roles) if (!roles.has(role.code)) roles.set(role.code, role);
    for (const field of definition.fields) if (!fields.has(field.key)) fields.set(field.key, field);
  }
  return standardVocabulary({ roles: [...roles.values()], fields: [...fields.values()] });
}
