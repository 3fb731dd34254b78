import { fold } from "@/server/kernel/fold";
import type { MergeField } from "./template";

export interface MergeFieldGroup {
  /** The first word of its expressions: "Povinný", "Pohledávky". */
  name: string;
  /** Its expressions repeat for every item of a list. */
  isList: boolean;
  fields: MergeField[];
}

/** Fields under the first word of their expressions, as far as they answer what was typed. */
export function groupFields(
  fields: readonly MergeField[],
  { typed, onlyFilled }: { typed: string; onlyFilled: boolean },
): MergeFieldGroup[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const groups = new Map<string, MergeFieldGroup>();
  for (const field of fields) {
    if (onlyFilled && field.value === null) continue;
    if (!words.every((word) => textOf(field).includes(word))) continue;
    const name = field.expression.split(".")[0] ?? field.expression;
    const known = groups.get(name);
    if (known) known.fields.push(field);
    else groups.set(name, { name, isList: field.list !== null, fields: [field] });
  }
  return [...groups.values()];
}

function textOf({ expression, path, name, value }: MergeField): string {
  return fold([expression, path, name, value ?? ""].join(" "));
}
