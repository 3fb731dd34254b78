import type { Tx } from "@/db/client";
import type { DisputeOutcome } from "@/db/values/portal";
import { authorOf, type Context } from "../../context";
import { writeFact } from "../../events";
import { endHold } from "../../messages";

export interface OpenDispute {
  id: number;
  claimId: number;
  caseId: number;
  requestId: number;
  holdId: number | null;
}

/** Writes the outcome down, ends the pause, and tells it; the caller holds the dispute's row. */
export async function endDispute(
  ctx: Context,
  { sql }: Tx,
  { dispute, outcome, reason }: { dispute: OpenDispute; outcome: DisputeOutcome; reason: string },
): Promise<void> {
  const { id: disputeId, claimId, caseId, holdId } = dispute;
  const isPerson = outcome !== "withdrawn";
  const { id, name } = authorOf(ctx.actor);
  await sql`
    update disputes set outcome = ${outcome}, decided_at = ${ctx.now},
           decided_by = ${isPerson ? id : null}, decided_name = ${isPerson ? name : null}
     where id = ${disputeId}`;
  const [held] = await sql`
    select 1 from contact_holds where id = ${holdId} and ended_at is null`;
  // A person may have ended the pause by hand meanwhile.
  if (held && holdId !== null) await endHold(ctx, { holdId, reason: reason.slice(0, 500) });
  await writeFact(ctx, {
    name: "dispute.decided",
    payload: { disputeId, claimId, caseId, outcome },
  });
}

/** The client takes back the dispute of a request, where there is one. */
export async function withdrawDispute(ctx: Context, tx: Tx, requestId: number): Promise<void> {
  const [dispute] = await tx.sql<OpenDispute[]>`
    select id, claim_id as "claimId", case_id as "caseId", request_id as "requestId",
           hold_id as "holdId"
      from disputes where request_id = ${requestId} and decided_at is null for update`;
  if (!dispute) return;
  const { name } = authorOf(ctx.actor);
  await endDispute(ctx, tx, { dispute, outcome: "withdrawn", reason: name });
}
