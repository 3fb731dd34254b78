import type { Role } from "@/db/values/access";
import { type Day, isDay } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import type { FieldType, ProcessDefinition, ProcessField, RuleScope } from "./definition";
import type { FieldValue, FieldValues } from "./facts";
import { isFilled } from "./guards";

export const TEXT_LENGTH_MAX = 500;
export const NOTE_LENGTH_MAX = 10_000;

export type FieldRule = { isRequired: boolean; isReadOnly: boolean; isHidden: boolean };
export type FieldFinding = Finding & { field: string };

/** Where the form stands: code of the state, and the role of who looks; null = the system. */
export type FormPlace = { state: string; role: Role | null };

/** For every field of the definition, what holds in this state for this role. */
export function fieldRules(
  definition: ProcessDefinition,
  place: FormPlace,
): Record<string, FieldRule> {
  return Object.fromEntries(
    definition.fields.map((field) => [field.key, fieldRule(definition, field, place)]),
  );
}

/** Says of a field of type day that it starts with the day of the opening. */
export const TODAY = "today";

/** The values of a new case, with what its process fills where nobody did. */
export function withInitial(
  definition: ProcessDefinition,
  values: Record<string, FieldValue>,
  today: Day,
): Record<string, FieldValue> {
  const filled = { ...values };
  for (const { key, type, initially } of definition.fields) {
    if (initially === undefined || isFilled(values[key])) continue;
    filled[key] = type === "day" ? today : initially;
  }
  return filled;
}

/**
 * Checks values as a whole: type, limits, required ones. Unknown keys are findings too. Values of
 * fields that this role may not write are refused by `refusedChanges`, not here.
 */
export function validateFields(
  definition: ProcessDefinition,
  values: FieldValues,
  place: FormPlace,
): FieldFinding[] {
  const rules = fieldRules(definition, place);
  const unknown = Object.keys(values).filter((key) => rules[key] === undefined);
  const findings = definition.fields.flatMap((field): FieldFinding[] => {
    const value = values[field.key];
    if (isFilled(value)) {
      const reason = valueFinding(field, value);
      return reason === null ? [] : [{ ...reason, field: field.key }];
    }
    const rule = rules[field.key];
    // What one cannot see or write one cannot be asked for.
    if (!rule?.isRequired || rule.isHidden || rule.isReadOnly) return [];
    return [named(field.key, "workflow.field_required")];
  });
  return [...findings, ...unknown.map((key) => named(key, "workflow.unknown_field"))];
}

/** Changes between two sets of values that this role may not make in this state. */
export function refusedChanges(
  definition: ProcessDefinition,
  change: { before: FieldValues; after: FieldValues },
  place: FormPlace,
): FieldFinding[] {
  const rules = fieldRules(definition, place);
  return definition.fields.flatMap(({ key }): FieldFinding[] => {
    const rule = rules[key];
    const isSame = (change.before[key] ?? null) === (change.after[key] ?? null);
    if (isSame || !(rule?.isReadOnly || rule?.isHidden)) return [];
    return [named(key, "workflow.field_read_only")];
  });
}

/** The values that this role may see in this state. */
export function visibleValues(
  definition: ProcessDefinition,
  values: FieldValues,
  place: FormPlace,
): FieldValues {
  const hidden = new Set(
    hideable(definition).flatMap(({ key, hidden }) => (applies(hidden, place) ? [key] : [])),
  );
  if (hidden.size === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)));
}

const hideableOf = new WeakMap<ProcessDefinition, ProcessField[]>();

/** Fields that are hidden somewhere. Asked for each row of a list, hence found once. */
function hideable(definition: ProcessDefinition): ProcessField[] {
  const known = hideableOf.get(definition);
  if (known) return known;
  const found = definition.fields.filter(({ hidden }) => hidden.length > 0);
  hideableOf.set(definition, found);
  return found;
}

function fieldRule(
  definition: ProcessDefinition,
  field: ProcessField,
  place: FormPlace,
): FieldRule {
  // The field that chose this process may not change on the way: the new process would not know
  // the state that the case stands in.
  const isFixed = definition.selector === field.key && place.state !== definition.initial;
  return {
    isRequired: applies(field.required, place),
    isReadOnly: isFixed || place.role === "readOnly" || applies(field.readOnly, place),
    isHidden: applies(field.hidden, place),
  };
}

function applies(scopes: RuleScope[], { state, role }: FormPlace): boolean {
  return scopes.some(
    (scope) =>
      (scope.states === undefined || scope.states.includes(state)) &&
      (scope.roles === undefined || (role !== null && scope.roles.includes(role))),
  );
}

/** Why one value does not fit its field; null = it does. */
export function valueFinding(field: ProcessField, value: FieldValue | undefined): Finding | null {
  if (!isFilled(value) || value === null || value === undefined) return null;
  if (!FITS[field.type](value)) return finding("workflow.field_type", { field: field.key });
  if (field.type === "choice" && !field.choices?.some((choice) => choice.code === value)) {
    return finding("workflow.unknown_choice", { field: field.key, value: String(value) });
  }
  if (typeof value === "string") return lengthFinding(field, value);
  return typeof value === "number" ? limitFinding(field, value) : null;
}

const FITS: Record<FieldType, (value: FieldValue) => boolean> = {
  text: isText,
  note: isText,
  choice: isText,
  day: isDay,
  money: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === "number" && Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  party: isId,
  user: isId,
  file: isId,
};

function isText(value: FieldValue): boolean {
  return typeof value === "string";
}

function isId(value: FieldValue): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function lengthFinding(field: ProcessField, text: string): Finding | null {
  const usual = field.type === "note" ? NOTE_LENGTH_MAX : TEXT_LENGTH_MAX;
  const max = field.maxLength ?? usual;
  if (text.length <= max) return null;
  return finding("workflow.field_too_long", { field: field.key, max });
}

function limitFinding(field: ProcessField, value: number): Finding | null {
  if (field.min !== undefined && value < field.min) {
    return finding("workflow.field_below", { field: field.key, min: field.min });
  }
  if (field.max !== undefined && value > field.max) {
    return finding("workflow.field_above", { field: field.key, max: field.max });
  }
  return null;
}

function named(field: string, code: string): FieldFinding {
  return { code, params: { field }, field };
}
