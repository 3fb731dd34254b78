import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type FailureInput, failureInput } from "./inputs";

/**
 * Lets run again what was given up. Throws not_found `clock.failure_not_found`; conflict
 * `clock.already_retried` where somebody did so before.
 */
export async function retryFailure(ctx: Context, raw: FailureInput): Promise<void> {
  authorize(ctx, "settings:clock");
  const { failureId } = failureInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ functionId: string; eventName: string; retriedAt: Date | null }[]>`
      select function_id as "functionId", event_name as "eventName", retried_at as "retriedAt"
        from run_failures where id = ${failureId} for update`;
    if (!row) throw new DomainError("not_found", "clock.failure_not_found");
    const { functionId, eventName, retriedAt } = row;
    if (retriedAt) throw new DomainError("conflict", "clock.already_retried");
    await sql`
      update run_failures set retried_at = ${ctx.now}, retried_by = ${authorOf(ctx.actor).id}
       where id = ${failureId}`;
    await writeFact(inner, { name: "run.asked_again", payload: { failureId, functionId } });
    await writeAudit(inner, {
      ...{ action: "clock.retry", entity: "run", entityId: failureId },
      after: { functionId, eventName },
    });
  });
}
