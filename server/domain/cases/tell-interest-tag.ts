import type { Context } from "../context";
import { writeFacts } from "../events";

/** So many ids stand in one fact; a bulk action writes several. */
const IDS_MAX = 1_000;

/** Says that a tag which stops interest came or went; interest itself is another room's business. */
export async function tellInterestTag(
  ctx: Context,
  { caseIds, effects }: { caseIds: readonly number[]; effects: readonly string[] },
): Promise<void> {
  if (!effects.includes("stop_interest")) return;
  const facts = [];
  for (let at = 0; at < caseIds.length; at += IDS_MAX) {
    const payload = { caseIds: caseIds.slice(at, at + IDS_MAX) };
    facts.push({ name: "cases.interest_tagged" as const, payload });
  }
  await writeFacts(ctx, facts);
}
