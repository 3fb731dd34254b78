import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { caseIdInput } from "./inputs";
import { lockCase } from "./load";
import { type Reallocated, reallocateCases } from "./reallocate-cases";

/** Computes a case's allocations anew, e.g. after its order of payment was changed. */
export async function reallocateCase(
  ctx: Context,
  raw: z.input<typeof caseIdInput>,
): Promise<Reallocated> {
  authorize(ctx, "claims:edit");
  const { caseId } = caseIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, caseId);
    const done = await reallocateCases(inner, tx, { caseIds: [caseId] });
    if (done.entryCount > 0) {
      await writeAudit(inner, {
        action: "claims.reallocate",
        entity: "case",
        entityId: caseId,
        caseId,
        after: { entryCount: done.entryCount },
      });
    }
    return done;
  });
}
