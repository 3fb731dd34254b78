import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { assignCasesInput } from "./inputs";
import { lockCases, requireOwner } from "./load";

/** Gives cases an owner, or none. Answers the ids that were changed; what is not visible is left out. */
export async function assignCases(
  ctx: Context,
  raw: z.input<typeof assignCasesInput>,
): Promise<{ caseIds: number[] }> {
  authorize(ctx, "cases:assign");
  const { caseIds, ownerId } = assignCasesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    if (ownerId !== null) await requireOwner(tx, ownerId);
    const rows = (await lockCases(tx, caseIds)).filter((row) => row.ownerId !== ownerId);
    const ids = rows.map((row) => row.id);
    await tx.sql`
      update cases set owner_id = ${ownerId}, version = version + 1, updated_at = ${ctx.now}
       where id = any(${ids})`;
    await writeAudit(
      inner,
      rows.map((row) => ({
        action: "cases.assign",
        entity: "case",
        entityId: row.id,
        caseId: row.id,
        before: { ownerId: row.ownerId },
        after: { ownerId },
      })),
    );
    await writeFacts(
      inner,
      ids.map((caseId) => ({ name: "case.assigned", payload: { caseId, ownerId } })),
    );
    return { caseIds: ids };
  });
}
