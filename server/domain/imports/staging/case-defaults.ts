import { type Finding, finding } from "@/server/kernel/parsed";
import {
  defaultRole,
  fieldRules,
  type ProcessCatalogue,
  type ProcessDefinition,
  type ProcessField,
  reservedChanges,
  selectDefinition,
  stateOf,
  valueFinding,
} from "../../workflow";
import type { ImportOptions } from "../inputs";
import type { StagedFields } from "../staged-row";

/** What the row itself says, codes already; null where it says nothing. */
export interface CaseWords {
  category: string | null;
  state: string | null;
  role: string | null;
  fields: StagedFields;
}

export interface CaseCodes {
  category: string;
  state: string;
  role: string;
}

export type CompletedCase = { ok: true; codes: CaseCodes } | { ok: false; findings: Finding[] };

/** What one process asks of a case that begins in one state; worked out once, asked for every row. */
interface Entry {
  isOpenable: boolean;
  stateName: string;
  required: string[];
  fields: ReadonlyMap<string, ProcessField>;
}

/**
 * Category, state and role of case rows, the import's defaults filled in, then those of the
 * process. Refused: an unknown category, a state that nothing may begin in, data that the state
 * demands and the row lacks or that do not fit their field.
 */
export function caseDefaults(catalogue: ProcessCatalogue, options: ImportOptions) {
  const entries = new Map<string, Entry>();
  const entryOf = (definition: ProcessDefinition, state: string): Entry => {
    const key = `${definition.code} ${state}`;
    const known = entries.get(key) ?? makeEntry(definition, state);
    entries.set(key, known);
    return known;
  };
  return (row: CaseWords): CompletedCase => {
    const category = row.category ?? options.category;
    if (category === null) return refuse("imports.category_missing");
    const definition = selectDefinition(catalogue, category, row.fields);
    if (!definition) return refuse("imports.unknown_category");
    const state = row.state ?? stateOption(definition, options) ?? definition.initial;
    const entry = entryOf(definition, state);
    if (!entry.isOpenable) return refuse("imports.state_not_openable", { state: entry.stateName });
    const findings = [
      ...faultsOf(row.fields, entry),
      ...reservedChanges(definition, { before: {}, after: row.fields }),
    ];
    if (findings.length > 0) return { ok: false, findings };
    const role = row.role ?? roleOption(definition, options) ?? defaultRole(definition).code;
    return { ok: true, codes: { category, state, role } };
  };
}

/** What does not fit the fields of a known case's process: data that a row would change. */
export function dataFaults(catalogue: ProcessCatalogue) {
  const known = new Map<string, Entry["fields"]>();
  const fieldsOf = (category: string): Entry["fields"] => {
    const definition = selectDefinition(catalogue, category);
    const fields = new Map(definition?.fields.map((field) => [field.key, field]));
    known.set(category, fields);
    return fields;
  };
  return ({ category, fields }: { category: string | null; fields: StagedFields }): Finding[] =>
    category === null
      ? []
      : faultsOf(fields, { required: [], fields: known.get(category) ?? fieldsOf(category) });
}

function makeEntry(definition: ProcessDefinition, state: string): Entry {
  const known = stateOf(definition, state);
  const rules = fieldRules(definition, { state, role: null });
  const required = definition.fields.filter(({ key }) => {
    const rule = rules[key];
    return rule?.isRequired && !rule.isHidden && !rule.isReadOnly;
  });
  return {
    isOpenable: known?.openable ?? false,
    stateName: known?.names.cs ?? state,
    required: required.map(({ key }) => key),
    fields: new Map(definition.fields.map((field) => [field.key, field])),
  };
}

function faultsOf(
  values: StagedFields,
  { required, fields }: Pick<Entry, "required" | "fields">,
): Finding[] {
  const findings: Finding[] = [];
  for (const key of required) {
    if (values[key] === undefined)
      findings.push(finding("workflow.field_required", { field: key }));
  }
  for (const [key, value] of Object.entries(values)) {
    const field = fields.get(key);
    const reason = field
      ? valueFinding(field, value)
      : finding("workflow.unknown_field", { field: key });
    if (reason) findings.push(reason);
  }
  return findings;
}

function refuse(code: string, params?: Record<string, string | number>): CompletedCase {
  return { ok: false, findings: [finding(code, params)] };
}

// A default is meant for the category it was chosen with; rows of another one keep their own.
function stateOption(definition: ProcessDefinition, { state }: ImportOptions): string | null {
  return definition.states.some(({ code }) => code === state) ? state : null;
}

function roleOption(definition: ProcessDefinition, { role }: ImportOptions): string | null {
  return definition.roles.some(({ code }) => code === role) ? role : null;
}
