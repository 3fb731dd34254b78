import type { Locale } from "@/server/kernel/locale";
import { type DataField, headerKey, type NamedCode } from "./mapping";

/** What an import needs of a process definition; a whole definition fits. */
export type ProcessNames = {
  category: string;
  names: Record<Locale, string>;
  aliases: readonly string[];
  states: readonly NamedCode[];
  roles: readonly (NamedCode & { default?: boolean })[];
  fields: readonly DataField[];
};

/** Look-ups of one process by any of its names. */
export type ProcessLookup = {
  category: string;
  states: ReadonlyMap<string, string>;
  roles: ReadonlyMap<string, string>;
  defaultRole: string | null;
  fields: ReadonlyMap<string, FieldLookup>;
  /** The same fields by any of their names. */
  fieldsByName: ReadonlyMap<string, FieldLookup>;
};

export type FieldLookup = { key: string; type: string; choices: ReadonlyMap<string, string> };

/** Look-ups of all processes; made once for an import, asked for every row. */
export type ProcessLookups = {
  categories: ReadonlyMap<string, ProcessLookup>;
  byCode: ReadonlyMap<string, ProcessLookup>;
};

export function processLookups(processes: readonly ProcessNames[]): ProcessLookups {
  const categories = new Map<string, ProcessLookup>();
  const byCode = new Map<string, ProcessLookup>();
  for (const process of processes) {
    const lookup = lookupOf(process);
    byCode.set(process.category, lookup);
    for (const key of keysOf({ ...process, code: process.category })) {
      if (!categories.has(key)) categories.set(key, lookup);
    }
  }
  return { categories, byCode };
}

function lookupOf({ category, states, roles, fields }: ProcessNames): ProcessLookup {
  const defaultRole = roles.find((role) => role.default === true) ?? roles[0];
  const lookups = new Map(fields.map((field) => [field.key, fieldLookup(field)]));
  return {
    category,
    states: codesByName(states),
    roles: codesByName(roles),
    defaultRole: defaultRole?.code ?? null,
    fields: lookups,
    fieldsByName: byName(fields, lookups),
  };
}

function fieldLookup({ key, type, choices }: DataField): FieldLookup {
  return { key, type, choices: codesByName(choices ?? []) };
}

function byName(
  fields: readonly DataField[],
  lookups: ReadonlyMap<string, FieldLookup>,
): ReadonlyMap<string, FieldLookup> {
  const keys = codesByName(
    fields.map(({ key, names, aliases }) => ({ code: key, names, aliases })),
  );
  return new Map(
    [...keys].flatMap(([name, key]) => {
      const lookup = lookups.get(key);
      return lookup === undefined ? [] : [[name, lookup] as const];
    }),
  );
}

/** Codes by folded code, name in any language, or alias; the first owner of a name keeps it. */
export function codesByName(entries: readonly NamedCode[]): Map<string, string> {
  const codes = new Map<string, string>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) if (!codes.has(key)) codes.set(key, entry.code);
  }
  return codes;
}

function keysOf({ code, names, aliases }: NamedCode): string[] {
  return [code, ...Object.values(names), ...(aliases ?? [])]
    .map(headerKey)
    .filter((key) => key !== "");
}
