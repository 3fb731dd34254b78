import type { FieldValues } from "@/db/schema/cases";
import { isFilled, isOutcome, type ProcessDefinition } from "../workflow";

/** What of the merged case's data the kept one takes: only what it has not filled itself. */
export interface MergePlan {
  /** Fields with the values that they get. */
  filled: FieldValues;
  /** Free pairs whose names the kept case does not have. */
  pairs: [string, string][];
}

interface Side {
  fields: FieldValues;
  extraFields: [string, string][];
}

/** Pure: nothing that stands on the kept case is changed by a merge. */
export function planMerge(
  definition: ProcessDefinition,
  { kept, merged }: { kept: Side; merged: Side },
): MergePlan {
  const currencies = new Set(definition.fields.flatMap(({ currencyField }) => currencyField ?? []));
  const filled: FieldValues = {};
  for (const field of definition.fields) {
    const { key, currencyField } = field;
    // What came of a case (the reason of a refusal, a discount approved) belongs to that case alone.
    if (isOutcome(field) || currencies.has(key)) continue;
    const value = merged.fields[key];
    if (isFilled(kept.fields[key]) || !isFilled(value) || value === undefined) continue;
    filled[key] = value;
    // An amount never goes without its currency.
    if (currencyField) filled[currencyField] = merged.fields[currencyField] ?? null;
  }
  const names = new Set(kept.extraFields.map(([name]) => name));
  return { filled, pairs: merged.extraFields.filter(([name]) => !names.has(name)) };
}
