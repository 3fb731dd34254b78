import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { savedViews } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { type SaveViewInput, saveViewInput } from "./inputs";

const OWN_VIEWS_MAX = 100;

/**
 * Keeps filters, sort and columns under a name; sharing them with the others is a right of its own.
 * Throws `lists.view_name_taken`, `lists.view_not_found` (also for somebody else's view),
 * `lists.too_many_views`.
 */
export async function saveView(
  ctx: OperatorContext,
  raw: SaveViewInput,
): Promise<{ viewId: number }> {
  authorize(ctx, "cases:read");
  const { viewId, ...input } = saveViewInput.parse(raw);
  if (input.isShared) authorize(ctx, "lists:share");
  const { operatorId } = ctx.actor;
  return inTransaction(ctx, async (inner, tx) => {
    const before = viewId === undefined ? null : await loadOwnView(tx, { viewId, operatorId });
    await refuseTwin(tx, { ...input, operatorId, viewId });
    const audit = { entity: "saved_view" };
    if (before) {
      await tx.update(savedViews).set(input).where(eq(savedViews.id, before.id));
      const diff = changes(before, input);
      if (diff) {
        const action = "lists.update-view";
        await writeAudit(inner, { ...audit, action, entityId: before.id, ...diff });
      }
      return { viewId: before.id };
    }
    const [row] = await tx
      .insert(savedViews)
      .values({ ...input, operatorId, createdAt: ctx.now })
      .returning({ id: savedViews.id });
    if (!row) throw new Error("no row");
    const action = "lists.create-view";
    await writeAudit(inner, { ...audit, action, entityId: row.id, after: input });
    return { viewId: row.id };
  });
}

/** One's own view, locked; another person's is not there. */
export async function loadOwnView(
  tx: Tx,
  { viewId, operatorId }: { viewId: number; operatorId: number },
): Promise<typeof savedViews.$inferSelect> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.id, viewId)).for("update");
  if (row?.operatorId !== operatorId) throw new DomainError("not_found", "lists.view_not_found");
  return row;
}

interface Wanted {
  viewId: number | undefined;
  operatorId: number;
  list: string;
  name: string;
}

async function refuseTwin(tx: Tx, wanted: Wanted): Promise<void> {
  const { viewId = 0, operatorId, list, name } = wanted;
  const [row] = await tx.sql<{ twins: number; others: number }[]>`
    select count(*) filter (where name = ${name}) as twins, count(*) as others from saved_views
     where operator_id = ${operatorId} and list = ${list} and id <> ${viewId}`;
  if (row && row.twins > 0) throw new DomainError("conflict", "lists.view_name_taken", { name });
  if (row && row.others >= OWN_VIEWS_MAX) {
    throw new DomainError("precondition", "lists.too_many_views", { max: OWN_VIEWS_MAX });
  }
}
