import { and, eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { inTransaction, type OperatorContext, reading } from "../context";
import { ChangePasswordInput } from "./inputs";
import { assertPassword, checkOwnSecret, readOperator, revokeSessions } from "./load";
import { hashPassword } from "./password";
import { assertGoodPassword } from "./password-policy";

/** One's own password; every other device is signed out. Refuses as the policy says. */
export async function changePassword(
  ctx: OperatorContext,
  given: ChangePasswordInput,
): Promise<void> {
  const { password, newPassword } = ChangePasswordInput.parse(given);
  const { operatorId, sessionId } = ctx.actor;
  const operator = await reading(ctx, (tx) => readOperator(tx, operatorId));
  await checkOwnSecret(ctx, () => assertPassword(operator, password));
  assertGoodPassword(newPassword, { ...operator, old: password });
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(ctx, async (ctx, tx) => {
    const changed = await tx
      .update(operators)
      .set({ passwordHash, temporaryPasswordUntil: null })
      // Only the password that was checked is replaced, not one set meanwhile.
      .where(and(eq(operators.id, operatorId), eq(operators.passwordHash, operator.passwordHash)))
      .returning({ id: operators.id });
    if (changed.length === 0) throw new DomainError("conflict", "access.wrong_password");
    const ended = await revokeSessions(tx, operatorId, {
      now: ctx.now,
      keepSessionId: sessionId,
    });
    await writeAudit(ctx, {
      action: "access.change-password",
      entity: "operator",
      entityId: operatorId,
      after: { endedSessions: ended },
    });
  });
}
