import type { Tx } from "@/db/client";
import { writeAudit } from "../audit";
import type { Context } from "../context";
import { writeFacts } from "../events";

export interface Gift {
  caseId: number;
  ownerId: number | null;
}

/**
 * Gives each case an owner of its own, or none, by one statement. Not a verb: part of the caller's,
 * who has authorised it and locked the cases. Answers the ids that were changed.
 */
export async function giveCases(
  ctx: Context,
  tx: Tx,
  { gifts, reason = null }: { gifts: readonly Gift[]; reason?: string | null },
): Promise<number[]> {
  if (gifts.length === 0) return [];
  const rows = await tx.sql<(Gift & { beforeId: number | null })[]>`
    update cases k set owner_id = n.owner_id, version = k.version + 1, updated_at = ${ctx.now}
      from unnest(${gifts.map(({ caseId }) => caseId)}::bigint[],
                  ${gifts.map(({ ownerId }) => ownerId) as number[]}::bigint[])
             as n (case_id, owner_id)
      join cases b on b.id = n.case_id
     where k.id = n.case_id and k.owner_id is distinct from n.owner_id
    returning k.id as "caseId", k.owner_id as "ownerId", b.owner_id as "beforeId"`;
  await writeAudit(
    ctx,
    rows.map(({ caseId, ownerId, beforeId }) => ({
      ...{ action: "cases.assign", entity: "case", entityId: caseId, caseId, reason },
      ...{ before: { ownerId: beforeId }, after: { ownerId } },
    })),
  );
  await writeFacts(
    ctx,
    rows.map(({ caseId, ownerId }) => ({ name: "case.assigned", payload: { caseId, ownerId } })),
  );
  return rows.map(({ caseId }) => caseId);
}
