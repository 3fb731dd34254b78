import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import { fold, foldWords } from "@/server/kernel/fold";
import type { ProcessDefinition } from "../workflow";

interface Written {
  caseId: number;
  definition: ProcessDefinition;
  fields: FieldValues;
}

/**
 * Words of the fields by which a case is found, for its search vector; the vector itself is made anew
 * by `refreshCaseSearch`. Answers whether the process has such fields at all.
 */
export async function writeOwnWords(
  { sql }: Tx,
  { caseId, definition, fields }: Written,
): Promise<boolean> {
  const keys = definition.fields.filter(({ search }) => search).map(({ key }) => key);
  if (keys.length === 0) return false;
  const words = new Set(keys.flatMap((key) => wordsOf(fields[key])));
  await sql`update cases set own_words = array_to_tsvector(${[...words]}::text[])
             where id = ${caseId}`;
  return true;
}

/** Words of a name; an e-mail and a telephone also whole, as they are typed when looked for. */
function wordsOf(value: unknown): string[] {
  if (typeof value !== "string" || value.trim() === "") return [];
  const digits = value.replace(/[^0-9]/g, "");
  const whole = value.includes("@") ? [fold(value.trim())] : [];
  const phone = digits.length > 6 ? [digits, digits.slice(-9)] : [];
  return [...foldWords(value), ...whole, ...phone].filter((word) => word !== "");
}
