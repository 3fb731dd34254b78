import type { FieldValues } from "@/db/schema/cases";

interface Titled {
  debtorName: string;
  fields: FieldValues;
}

/**
 * What people call a case: the first filled of the fields that its process names it by, else who
 * owes on it. Empty where nothing does.
 */
export function caseTitle(
  definition: { titleFields: readonly string[] } | undefined,
  { debtorName, fields }: Titled,
): string {
  for (const key of definition?.titleFields ?? []) {
    const value = fields[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return debtorName;
}
