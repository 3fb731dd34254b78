import type { Tx } from "@/db/client";
import type { Context } from "../context";
import { renderTemplate } from "./documents/render-template";
import { compiledLine } from "./load";
import { readMergeData } from "./merge-data/read-merge-data";
import { authorOfLetter } from "./preview-template";
import { tenantVocabulary } from "./tenant-vocabulary";

export interface FilledText {
  text: string;
  unresolved: string[];
}

interface Filling {
  texts: readonly string[];
  caseIds: readonly number[];
  /** Whose claims count for a case: itself first, which gives the names; left out: its own. */
  beside?: ReadonlyMap<number, readonly number[]>;
}

/**
 * Fills in the braces of texts that a person wrote for these cases, as in a template of text. Without a
 * brace nothing is read, and they stay as they are.
 */
export async function fillTexts(
  ctx: Context,
  tx: Tx,
  { texts, caseIds, beside }: Filling,
): Promise<Map<number, FilledText[]> | null> {
  if (!texts.some((text) => text.includes("{"))) return null;
  const { vocabulary } = await tenantVocabulary(tx);
  const compiled = texts.map((text) => compiledLine(text, vocabulary));
  const { language } = ctx.actor;
  const data = await readMergeData(ctx, tx, {
    subjects: caseIds.map((caseId) => ({
      ...{ key: String(caseId), caseIds: beside?.get(caseId) ?? [caseId] },
    })),
    question: {
      paths: compiled.flatMap(({ paths }) => paths),
      language,
      author: authorOfLetter(ctx),
    },
  });
  const filled = new Map<number, FilledText[]>();
  for (const caseId of caseIds) {
    const root = data.get(String(caseId));
    if (!root) continue;
    const made = compiled.map((template, index): FilledText => {
      if ((texts[index] ?? "").trim() === "") return { text: "", unresolved: [] };
      const { text = "", unresolved } = renderTemplate(template, root, {
        language,
        today: ctx.today,
      });
      return { text, unresolved };
    });
    filled.set(caseId, made);
  }
  return filled;
}
