import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { requireCase } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { proceedingIdInput } from "./inputs";

/** Takes a proceeding out of sight; the audit keeps it. */
export async function deleteProceeding(
  ctx: Context,
  raw: z.input<typeof proceedingIdInput>,
): Promise<{ proceedingId: number }> {
  authorize(ctx, "cases:edit");
  const { proceedingId } = proceedingIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ caseId: number | null; courtFileMark: string | null }[]>`
      update proceedings set deleted_at = ${ctx.now}, version = version + 1
       where id = ${proceedingId} and deleted_at is null
      returning case_id as "caseId", court_file_mark as "courtFileMark"`;
    if (!row) throw new DomainError("not_found", "proceedings.not_found");
    if (row.caseId !== null) await requireCase(tx, row.caseId);
    const audit = { action: "proceedings.delete", entity: "proceeding", entityId: proceedingId };
    await writeAudit(inner, { ...audit, caseId: row.caseId, before: row });
    return { proceedingId };
  });
}
