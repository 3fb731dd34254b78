import { eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { TEMPORARY_PASSWORD_LIFE_MS } from "./first-administrator";
import { OperatorIdInput } from "./inputs";
import { loadOperator, revokeSessions } from "./load";
import { SECOND_FACTOR_OFF } from "./manage-second-factor";
import { generatePassword, hashPassword } from "./password";
import { liftLock } from "./throttle";

/** One's own secrets are changed with one's own secrets, on the account page. */
function assertAnother(ctx: OperatorContext, operatorId: number): void {
  if (operatorId === ctx.actor.operatorId) {
    throw new DomainError("precondition", "access.not_yourself");
  }
}

/** Another operator's forgotten password: a temporary one, told once; all sessions end, locks lift. */
export async function setTemporaryPassword(
  ctx: OperatorContext,
  given: OperatorIdInput,
): Promise<{ temporaryPassword: string }> {
  authorize(ctx, "settings:operators");
  const { operatorId } = OperatorIdInput.parse(given);
  assertAnother(ctx, operatorId);
  const temporaryPassword = generatePassword();
  const passwordHash = await hashPassword(temporaryPassword);
  const email = await inTransaction(ctx, async (ctx, tx) => {
    const operator = await loadOperator(tx, operatorId);
    const temporaryPasswordUntil = new Date(ctx.now.getTime() + TEMPORARY_PASSWORD_LIFE_MS);
    await tx
      .update(operators)
      .set({ passwordHash, temporaryPasswordUntil })
      .where(eq(operators.id, operatorId));
    const endedSessions = await revokeSessions(tx, operatorId, { now: ctx.now });
    await writeAudit(ctx, {
      action: "access.set-temporary-password",
      entity: "operator",
      entityId: operatorId,
      after: { endedSessions, temporaryPasswordUntil },
    });
    return operator.email;
  });
  await liftLock(ctx, "email", email);
  return { temporaryPassword };
}

/** Another operator's lost telephone: the second factor is switched off and all sessions end. */
export async function resetSecondFactor(
  ctx: OperatorContext,
  given: OperatorIdInput,
): Promise<void> {
  authorize(ctx, "settings:operators");
  const { operatorId } = OperatorIdInput.parse(given);
  assertAnother(ctx, operatorId);
  await inTransaction(ctx, async (ctx, tx) => {
    const operator = await loadOperator(tx, operatorId);
    if (!operator.totpEnabledAt) throw new DomainError("conflict", "access.second_factor_is_off");
    await tx.update(operators).set(SECOND_FACTOR_OFF).where(eq(operators.id, operatorId));
    const endedSessions = await revokeSessions(tx, operatorId, { now: ctx.now });
    await writeAudit(ctx, {
      action: "access.reset-second-factor",
      entity: "operator",
      entityId: operatorId,
      after: { endedSessions },
    });
  });
}

/** Ends all sessions of another operator: a lost laptop. */
export async function signOutOperator(
  ctx: OperatorContext,
  given: OperatorIdInput,
): Promise<{ endedSessions: number }> {
  authorize(ctx, "settings:operators");
  const { operatorId } = OperatorIdInput.parse(given);
  return inTransaction(ctx, async (ctx, tx) => {
    await loadOperator(tx, operatorId);
    const endedSessions = await revokeSessions(tx, operatorId, { now: ctx.now });
    await writeAudit(ctx, {
      action: "access.sign-out-operator",
      entity: "operator",
      entityId: operatorId,
      after: { endedSessions },
    });
    return { endedSessions };
  });
}
