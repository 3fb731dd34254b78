import type { FieldDraft } from "../workflow/field-input";
import type { CaseDetail } from "./case-detail";

export type Pair = [string, string];

/**
 * What a person has touched in the data of a case, and nothing else: when somebody else changes
 * another field meanwhile, both changes live.
 */
export type DataDraft = {
  fields: Readonly<Record<string, FieldDraft>>;
  /** null while the free pairs are untouched. */
  pairs: readonly Pair[] | null;
};

export const emptyDraft: DataDraft = { fields: {}, pairs: null };

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

/** Touched fields whose value differs from what is stored; an empty value is null. */
export function changedFields(
  detail: Pick<CaseDetail, "fields">,
  draft: DataDraft,
): Record<string, FieldDraft> {
  const changed = Object.entries(draft.fields).filter(([key, value]) => {
    const before = detail.fields[key];
    return isEmpty(value) ? !isEmpty(before) : value !== before;
  });
  return Object.fromEntries(changed.map(([key, value]) => [key, isEmpty(value) ? null : value]));
}

/** Pairs as they are saved: trimmed names, rows without a name and without a value dropped. */
export function tidyPairs(pairs: readonly Pair[]): Pair[] {
  return pairs
    .map(([name, value]): Pair => [name.trim(), value.trim()])
    .filter(([name, value]) => name !== "" || value !== "");
}

/** The pairs to save; undefined when they are as they were. */
export function changedPairs(
  detail: Pick<CaseDetail, "extraFields">,
  draft: DataDraft,
): Pair[] | undefined {
  if (draft.pairs === null) return undefined;
  const next = tidyPairs(draft.pairs);
  return JSON.stringify(next) === JSON.stringify(detail.extraFields) ? undefined : next;
}

/** Places of the pairs that have a value but no name. */
export function namelessPairs(pairs: readonly Pair[]): number[] {
  return pairs.flatMap(([name, value], at) =>
    name.trim() === "" && value.trim() !== "" ? [at] : [],
  );
}
