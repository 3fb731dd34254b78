import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { moveCase, updateCase } from "../cases";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { refreshClocks } from "./clock/refresh-clocks";
import { type RateInput, rateInput, requestInput } from "./inputs";
import { lockedState } from "./locked-state";
import { loadMine } from "./my-requests";
import { withMerged } from "./with-merged";
import { withdrawUndecided } from "./withdraw-undecided";

/**
 * Closes a request that its client no longer needs; what of it is not decided is withdrawn. Closed
 * already, it stays so.
 */
export async function closeMyRequest(ctx: PortalContext, raw: { refNo: string }): Promise<void> {
  const { refNo } = requestInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    if ((await lockedState(tx, caseId)) === "closed") return;
    if (!(await withdrawUndecided(inner, tx, caseId))) {
      await moveCase(inner, { caseId, transition: "close" });
    }
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  });
}

/** Says whether the answer helped. Throws precondition `requests.not_answered`. */
export async function rateRequest(ctx: PortalContext, raw: RateInput): Promise<void> {
  const { refNo, rating } = rateInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const state = await lockedState(tx, caseId);
    const isDone = state === "resolved" || state === "closed";
    const [answered] = await tx.sql`
      select 1 from request_posts
       where case_id = any(${withMerged(tx.sql, caseId)}) and author = 'operator' limit 1`;
    if (!isDone || !answered) throw new DomainError("precondition", "requests.not_answered");
    const [row] = await tx.sql<{ version: number }[]>`
      select version from cases where id = ${caseId}`;
    await updateCase(inner, { caseId, version: row?.version ?? 0, fields: { rating } });
    const entry = { entity: "case", entityId: caseId, caseId, action: "requests.rate" };
    await writeAudit(inner, { ...entry, after: { rating } });
  });
}
