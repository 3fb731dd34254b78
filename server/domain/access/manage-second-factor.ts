import { eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { type Context, inTransaction, type OperatorContext, reading } from "../context";
import { acceptCode } from "./accept-code";
import { BeginSecondFactorInput, ConfirmSecondFactorInput, PasswordAndCodeInput } from "./inputs";
import {
  assertPassword,
  badCode,
  checkOwnSecret,
  loadOperator,
  type Operator,
  readOperator,
} from "./load";
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpStepOf } from "./second-factor";

const OFF = {
  totpSecretCipher: null,
  totpEnabledAt: null,
  totpLastStep: null,
  recoveryCodeHashes: [],
};

function assertOff(operator: Operator): void {
  if (operator.totpEnabledAt) throw new DomainError("conflict", "access.second_factor_is_on");
}

function assertOn(operator: Operator): void {
  if (!operator.totpEnabledAt) throw new DomainError("conflict", "access.second_factor_is_off");
}

const auditOwn = (ctx: Context, action: string, operatorId: number) =>
  writeAudit(ctx, { action: `access.${action}`, entity: "operator", entityId: operatorId });

/** First half of switching on: a secret to enter in an authenticator. Nothing is asked for yet. */
export async function beginSecondFactor(
  ctx: OperatorContext,
  given: BeginSecondFactorInput,
): Promise<{ secret: string; address: string }> {
  const { password } = BeginSecondFactorInput.parse(given);
  const { operatorId } = ctx.actor;
  const operator = await reading(ctx, (tx) => readOperator(tx, operatorId));
  await checkOwnSecret(ctx, () => assertPassword(operator, password));
  const made = newTotpSecret(operator.email);
  await inTransaction(ctx, async (ctx, tx) => {
    assertOff(await loadOperator(tx, operatorId));
    await tx
      .update(operators)
      .set({ ...OFF, totpSecretCipher: ctx.keys.seal(made.secret) })
      .where(eq(operators.id, operatorId));
  });
  return made;
}

/** Second half: the first code proves the authenticator. The recovery codes are shown only here. */
export async function confirmSecondFactor(
  ctx: OperatorContext,
  given: ConfirmSecondFactorInput,
): Promise<{ recoveryCodes: string[] }> {
  const { code } = ConfirmSecondFactorInput.parse(given);
  const { operatorId } = ctx.actor;
  return checkOwnSecret(ctx, () =>
    inTransaction(ctx, async (ctx, tx) => {
      const operator = await loadOperator(tx, operatorId);
      assertOff(operator);
      if (!operator.totpSecretCipher) {
        throw new DomainError("precondition", "access.second_factor_not_begun");
      }
      const step = totpStepOf(ctx.keys.open(operator.totpSecretCipher), code, ctx.now);
      if (step === null) throw badCode();
      const recoveryCodes = newRecoveryCodes();
      await tx
        .update(operators)
        .set({
          totpEnabledAt: ctx.now,
          totpLastStep: step,
          recoveryCodeHashes: recoveryCodes.map((text) => recoveryCodeHash(ctx.keys, text)),
        })
        .where(eq(operators.id, operatorId));
      await auditOwn(ctx, "enable-second-factor", operatorId);
      return { recoveryCodes };
    }),
  );
}

/** Password and code together: a found telephone or a seen password alone must not do. */
function withBoth<T>(
  ctx: OperatorContext,
  given: PasswordAndCodeInput,
  work: (ctx: OperatorContext & Required<Pick<Context, "tx">>) => Promise<T>,
): Promise<T> {
  const { password, code } = PasswordAndCodeInput.parse(given);
  return checkOwnSecret(ctx, () =>
    inTransaction(ctx, async (ctx, tx) => {
      const operator = await loadOperator(tx, ctx.actor.operatorId);
      assertOn(operator);
      await assertPassword(operator, password);
      if (!(await acceptCode(ctx, operator, code))) throw badCode();
      return work({ ...ctx, tx });
    }),
  );
}

export async function disableSecondFactor(
  ctx: OperatorContext,
  given: PasswordAndCodeInput,
): Promise<void> {
  await withBoth(ctx, given, async (ctx) => {
    const { operatorId } = ctx.actor;
    await ctx.tx.update(operators).set(OFF).where(eq(operators.id, operatorId));
    await auditOwn(ctx, "disable-second-factor", operatorId);
  });
}

/** Ten new codes; the old ones are worthless from now on. */
export async function replaceRecoveryCodes(
  ctx: OperatorContext,
  given: PasswordAndCodeInput,
): Promise<{ recoveryCodes: string[] }> {
  return withBoth(ctx, given, async (ctx) => {
    const { operatorId } = ctx.actor;
    const recoveryCodes = newRecoveryCodes();
    const recoveryCodeHashes = recoveryCodes.map((text) => recoveryCodeHash(ctx.keys, text));
    await ctx.tx.update(operators).set({ recoveryCodeHashes }).where(eq(operators.id, operatorId));
    await auditOwn(ctx, "replace-recovery-codes", operatorId);
    return { recoveryCodes };
  });
}

/** What an administrator's reset of a lost authenticator writes. */
export const SECOND_FACTOR_OFF = OFF;
