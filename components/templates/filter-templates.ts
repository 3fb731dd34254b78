import { fold } from "@/server/kernel/fold";
import type { TemplateRow } from "./template";

/** Templates in which every typed word occurs; blind to diacritics and to the order of words. */
export function filterTemplates(rows: readonly TemplateRow[], typed: string): TemplateRow[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = fold([row.name, row.code, row.note, row.format].join(" "));
    return words.every((word) => text.includes(word));
  });
}
