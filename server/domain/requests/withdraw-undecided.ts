import type { Tx } from "@/db/client";
import { moveCase } from "../cases";
import type { Context } from "../context";
import { withdrawDispute } from "./disputes/end-dispute";

/** Takes back what of a request is still to be decided, and closes it; false: nothing of it is. */
export async function withdrawUndecided(ctx: Context, tx: Tx, caseId: number): Promise<boolean> {
  const [row] = await tx.sql<{ isPending: boolean }[]>`
    select fields->>'decision' = 'pending' as "isPending" from cases where id = ${caseId}`;
  if (row?.isPending !== true) return false;
  await withdrawDispute(ctx, tx, caseId);
  await tx.sql`
    update data_rights set outcome = 'withdrawn', decided_at = ${ctx.now}
     where request_id = ${caseId} and decided_at is null`;
  await moveCase(ctx, { caseId, transition: "withdraw" });
  return true;
}
