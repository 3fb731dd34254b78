import { casesOfImport, refreshAgreements } from "@/server/domain/instalments";
import type { Subscriber } from "../subscribers";

/** Cases that one transaction brings up to date. */
const CHUNK = 200;

/** A payment came or went: schedules and promises of its case are told. */
export const agreementsRefresh: Subscriber<"payment.recorded" | "payment.reversed"> = (
  ctx,
  { caseId },
) => refreshAgreements(ctx, { caseIds: [caseId] });

/** An import brought payments to many cases at once, which writes no fact for each. */
export const agreementsImported: Subscriber<"import.published"> = async (
  ctx,
  { importId },
  { beat },
) => {
  let afterId = 0;
  for (;;) {
    const caseIds = await casesOfImport(ctx, { importId, afterId, limit: CHUNK });
    if (caseIds.length === 0) return;
    await refreshAgreements(ctx, { caseIds });
    afterId = caseIds.at(-1) ?? afterId;
    await beat();
  }
};
