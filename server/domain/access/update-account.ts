import { eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import { changes, writeAudit } from "../audit";
import { inTransaction, type OperatorContext } from "../context";
import { SetPresenceInput, UpdateAccountInput } from "./inputs";
import { loadOperator } from "./load";

/** One's own name, language and appearance. */
export async function updateAccount(
  ctx: OperatorContext,
  given: UpdateAccountInput,
): Promise<void> {
  const input = UpdateAccountInput.parse(given);
  await writeOwn(ctx, "access.update-account", input);
}

/** Whether one is at work: who is absent gets no new tasks. */
export async function setPresence(ctx: OperatorContext, given: SetPresenceInput): Promise<void> {
  await writeOwn(ctx, "access.set-presence", SetPresenceInput.parse(given));
}

type OwnFields = Partial<
  Pick<typeof operators.$inferInsert, "name" | "language" | "theme" | "isPresent">
>;

async function writeOwn(ctx: OperatorContext, action: string, fields: OwnFields): Promise<void> {
  const { operatorId } = ctx.actor;
  await inTransaction(ctx, async (ctx, tx) => {
    const operator = await loadOperator(tx, operatorId);
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const diff = changes(operator, Object.fromEntries(given));
    if (!diff) return;
    await tx.update(operators).set(diff.after).where(eq(operators.id, operatorId));
    await writeAudit(ctx, { action, entity: "operator", entityId: operatorId, ...diff });
  });
}
