import type { PickedParty } from "../parties/party-picker";
import type { FieldDraft } from "../workflow/field-input";
import type { Process, ProcessField } from "../workflow/processes";

type Field = Pick<ProcessField, "key" | "type" | "isQuick"> & {
  choices: readonly { code: string }[];
};
type Quick = Pick<Process, "ownerRequired"> & { fields: readonly Field[] };

/** What was typed, of whichever category: another category takes over what it has too. */
export type QuickDraft = {
  /** Each with the type that it was typed as: the same key of another type is another thing. */
  fields: Readonly<Record<string, { type: Field["type"]; value: FieldDraft }>>;
  party: PickedParty | null;
  /** Left out until somebody is chosen, or nobody on purpose. */
  ownerId?: number | null;
};

export const noQuickDraft: QuickDraft = { fields: {}, party: null };

const isEmpty = (value: FieldDraft | undefined) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** Values of the draft that fit the quick fields of a process. */
export function quickValues(process: Quick, draft: QuickDraft): Record<string, FieldDraft> {
  const fitting = process.fields.flatMap((field): [string, FieldDraft][] => {
    const kept = draft.fields[field.key];
    if (!field.isQuick || !kept || kept.type !== field.type) return [];
    const isOffered =
      field.type !== "choice" || field.choices.some(({ code }) => code === kept.value);
    return isOffered || kept.value === null ? [[field.key, kept.value]] : [];
  });
  return Object.fromEntries(fitting);
}

export const OWNER = "owner";

/** Keys of what has to be filled in and is not yet, in the order of the form; the owner last. */
export function quickGaps(
  process: Quick,
  filled: { values: Record<string, FieldDraft>; ownerId: number | null },
  isRequired: (key: string) => boolean,
): string[] {
  const fields = process.fields
    .filter(({ key, isQuick }) => isQuick && isRequired(key) && isEmpty(filled.values[key]))
    .map(({ key }) => key);
  return process.ownerRequired && filled.ownerId === null ? [...fields, OWNER] : fields;
}

/** Of what opens a case and names it by none of its quick fields, nor by a party: those fields. */
export function namesMissing(
  process: Pick<Process, "titleFields"> & { fields: readonly Pick<Field, "key" | "isQuick">[] },
  filled: { values: Record<string, FieldDraft>; hasParty: boolean },
): string[] {
  const names = process.fields
    .filter(({ key, isQuick }) => isQuick && process.titleFields.includes(key))
    .map(({ key }) => key);
  const isNamed = filled.hasParty || names.some((key) => !isEmpty(filled.values[key]));
  return isNamed ? [] : names;
}
