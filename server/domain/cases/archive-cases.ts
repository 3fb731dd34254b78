import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { archiveCasesInput } from "./inputs";
import { lockCases } from "./load";

/** Hides cases from everyday lists, or brings them back. Answers the ids that were changed. */
export async function archiveCases(
  ctx: Context,
  raw: z.input<typeof archiveCasesInput>,
): Promise<{ caseIds: number[] }> {
  authorize(ctx, "cases:archive");
  const { caseIds, isArchived } = archiveCasesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await lockCases(tx, caseIds);
    const ids = rows.filter((row) => (row.archivedAt !== null) !== isArchived).map((row) => row.id);
    await tx.sql`
      update cases set archived_at = ${isArchived ? ctx.now : null}, version = version + 1,
             updated_at = ${ctx.now} where id = any(${ids})`;
    await writeAudit(
      inner,
      ids.map((id) => ({
        action: isArchived ? "cases.archive" : "cases.unarchive",
        entity: "case",
        entityId: id,
        caseId: id,
      })),
    );
    if (isArchived) {
      await writeFacts(
        inner,
        ids.map((caseId) => ({ name: "case.archived", payload: { caseId } })),
      );
    }
    return { caseIds: ids };
  });
}
