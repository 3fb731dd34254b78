import type { Tx } from "@/db/client";
import type { Context } from "../context";
import { loadTemplate, smsLength, smsText } from "../templates";
import { lettersOf } from "./compose";

/**
 * Of how many parts a template's SMS is, on the average of some cases; carriers ask for each part. 1 of a
 * template that no SMS is made of.
 */
export async function smsPartsOf(
  ctx: Context,
  tx: Tx,
  { templateId, caseIds }: { templateId: number; caseIds: readonly number[] },
): Promise<number> {
  const template = await loadTemplate(tx, { templateId });
  if (template.hasErrors || caseIds.length === 0) return 1;
  const addressees = caseIds.map((caseId) => ({ caseId, partyId: 0, refNo: String(caseId) }));
  const letters = await lettersOf(ctx, tx, { template, addressees });
  const parts = [...letters.values()].map(({ text }) => smsLength(smsText(text)).parts);
  return Math.max(1, parts.reduce((sum, each) => sum + each, 0) / Math.max(1, parts.length));
}
