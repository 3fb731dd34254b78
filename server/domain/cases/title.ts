import type { FieldValues } from "@/db/schema/cases";
import { processCatalogue } from "../workflow";

interface Titled {
  category: string;
  debtorName: string;
  fields: FieldValues;
}

/**
 * What people call a case: the first filled of the fields that its process names it by, else who
 * owes on it. Empty where nothing does.
 */
export function caseTitle({ category, debtorName, fields }: Titled): string {
  const keys = titleFieldsOf(category);
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return debtorName;
}

function titleFieldsOf(category: string): readonly string[] {
  const found = processCatalogue().categories.find((each) => each.category === category);
  return found?.titleFields ?? [];
}
