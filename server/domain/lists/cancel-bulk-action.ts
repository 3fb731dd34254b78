import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { requireBulkAction } from "./bulk-queries";
import { bulkActionIdInput } from "./inputs";
import { type BulkProgress, endBulkAction } from "./run-bulk-step";

/** Stops a bulk action before its next chunk; rows that were done stay done. */
export async function cancelBulkAction(
  ctx: Context,
  raw: z.input<typeof bulkActionIdInput>,
): Promise<BulkProgress> {
  authorize(ctx, "lists:bulk");
  const { bulkActionId } = bulkActionIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireBulkAction(inner, tx, bulkActionId);
    const ended = await endBulkAction(inner, { bulkActionId, state: "cancelled" });
    if (ended.state === "cancelled") {
      const audit = { action: "lists.cancel-bulk", entity: "bulk_action", entityId: bulkActionId };
      await writeAudit(inner, { ...audit, after: { done: ended.done, total: ended.total } });
    }
    return ended;
  });
}
