import { moveCase } from "../cases";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { refreshClocks } from "./clock/refresh-clocks";
import { type StepRequestInput, stepRequestInput } from "./desk-inputs";
import { endAnswerTasks } from "./end-answer-tasks";
import { lockRequests, requireUnmerged } from "./lock-requests";

/** Resolves, closes or reopens a request; its clock follows at once. */
export async function stepRequest(ctx: OperatorContext, raw: StepRequestInput): Promise<void> {
  authorize(ctx, "cases:move");
  const { caseId, transition } = stepRequestInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockRequests(tx, [caseId]);
    await requireUnmerged(tx, [caseId]);
    await moveCase(inner, { caseId, transition });
    if (transition === "resolve") await endAnswerTasks(inner, tx, caseId);
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  });
}
