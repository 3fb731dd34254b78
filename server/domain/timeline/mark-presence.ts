import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { markPresenceInput } from "./inputs";

/** Says for a colleague whether they are at work: who is ill cannot sign in to say so. */
export async function markPresence(
  ctx: Context,
  raw: z.input<typeof markPresenceInput>,
): Promise<{ operatorId: number }> {
  authorize(ctx, "tasks:distribute");
  const { operatorId, isPresent } = markPresenceInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ isPresent: boolean }[]>`
      select is_present as "isPresent" from operators
       where id = ${operatorId} and is_active for update`;
    if (!row) throw new DomainError("not_found", "timeline.assignee_not_found");
    if (row.isPresent === isPresent) return { operatorId };
    await tx.sql`update operators set is_present = ${isPresent} where id = ${operatorId}`;
    await writeAudit(inner, {
      action: "access.set-presence",
      entity: "operator",
      entityId: operatorId,
      before: row,
      after: { isPresent },
    });
    return { operatorId };
  });
}
