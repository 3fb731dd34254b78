import { eq } from "drizzle-orm";
import type { z } from "zod";
import { savedViews } from "@/db/schema";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { viewIdInput } from "./inputs";
import { loadOwnView } from "./save-view";

/** Forgets one's own view. */
export async function deleteView(
  ctx: OperatorContext,
  raw: z.input<typeof viewIdInput>,
): Promise<{ viewId: number }> {
  authorize(ctx, "cases:read");
  const { viewId } = viewIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const view = await loadOwnView(tx, { viewId, operatorId: ctx.actor.operatorId });
    await tx.delete(savedViews).where(eq(savedViews.id, viewId));
    await writeAudit(inner, {
      action: "lists.delete-view",
      entity: "saved_view",
      entityId: viewId,
      before: { list: view.list, name: view.name, query: view.query },
    });
    return { viewId };
  });
}
