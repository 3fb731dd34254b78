import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { refreshClocks } from "./clock/refresh-clocks";
import { type SetPriorityInput, setPriorityInput } from "./desk-inputs";
import { lockRequests, requireUnmerged } from "./lock-requests";

/** How urgent requests are; what is promised of them follows. Throws not_found, `requests.merged`. */
export async function setPriority(ctx: OperatorContext, raw: SetPriorityInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { caseIds, priority } = setPriorityInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockRequests(tx, caseIds);
    await requireUnmerged(tx, caseIds);
    const changed = await tx.sql<{ caseId: number }[]>`
      update desk_requests set priority = ${priority}
       where case_id = any(${caseIds}) and priority <> ${priority} returning case_id as "caseId"`;
    await writeAudit(
      inner,
      changed.map(({ caseId }) => ({
        ...{ action: "requests.set-priority", entity: "case", entityId: caseId, caseId },
        after: { priority },
      })),
    );
    await writeSystemEvents(
      inner,
      changed.map(({ caseId }) => ({ caseId, code: "request.priority", params: { priority } })),
    );
    await refreshClocks(tx, { now: ctx.now, caseIds: changed.map(({ caseId }) => caseId) });
  });
}
