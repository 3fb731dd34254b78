import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import { fold, foldWords } from "@/server/kernel/fold";
import type { ProcessDefinition, Processes, Ruled } from "../workflow";

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
  if (searchedKeys(definition).length === 0) return false;
  await sql`update cases set own_words = array_to_tsvector(${ownWords(definition, fields)}::text[])
             where id = ${caseId}`;
  return true;
}

/** Categories of which a case opened now is found by words of its fields. */
export function searchedCategories({ inForce }: Processes): string[] {
  const found = inForce.definitions.filter((each) => searchedKeys(each).length > 0);
  return [...new Set(found.map(({ category }) => category))];
}

/** No word holds it, however it was typed. */
const BETWEEN = "\u001f";

/** The same for many new cases by one statement, their search vectors along. */
export async function addOwnWords(
  { sql }: Tx,
  processes: Processes,
  rows: readonly (Ruled & { id: number; fields: FieldValues })[],
): Promise<void> {
  const words = rows.map((row) => {
    const definition = processes.of(row);
    return definition ? ownWords(definition, row.fields).join(BETWEEN) : "";
  });
  await sql`
    update cases c set own_words = n.own, search = tsvector_concat(c.search, n.own)
      from (select id, array_to_tsvector(string_to_array(words, ${BETWEEN}::text)) as own
              from unnest(${rows.map(({ id }) => id)}::bigint[], ${words}::text[])
                     as w (id, words) where words <> '') n
     where c.id = n.id`;
}

const searchedKeys = ({ fields }: ProcessDefinition): string[] =>
  fields.filter(({ search }) => search).map(({ key }) => key);

const ownWords = (definition: ProcessDefinition, fields: FieldValues): string[] => [
  ...new Set(searchedKeys(definition).flatMap((key) => wordsOf(fields[key]))),
];

/** Words of a name; an e-mail and a telephone also whole, as they are typed when looked for. */
function wordsOf(value: unknown): string[] {
  if (typeof value !== "string" || value.trim() === "") return [];
  const digits = value.replace(/[^0-9]/g, "");
  const whole = value.includes("@") ? [fold(value.trim())] : [];
  const phone = digits.length > 6 ? [digits, digits.slice(-9)] : [];
  return [...foldWords(value), ...whole, ...phone].filter((word) => word !== "");
}
