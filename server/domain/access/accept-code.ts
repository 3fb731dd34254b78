import type { operators } from "@/db/schema";
import type { Context } from "../context";
import { recoveryCodeHash, totpStepOf } from "./second-factor";

type Operator = typeof operators.$inferSelect;

/**
 * Takes a code of the authenticator or a recovery code, each once: the statement that checks is the
 * one that uses it up, so of two requests with one code exactly one passes. Needs a transaction.
 */
export async function acceptCode(
  ctx: Context,
  operator: Pick<Operator, "id" | "totpSecretCipher">,
  code: string,
): Promise<boolean> {
  const { tx, keys, now } = ctx;
  if (!tx) throw new Error("a code is accepted inside the verb's transaction");
  if (!operator.totpSecretCipher) return false;
  const step = totpStepOf(keys.open(operator.totpSecretCipher), code, now);
  if (step !== null) {
    const used = await tx.sql`
      update operators set totp_last_step = ${step}
       where id = ${operator.id} and coalesce(totp_last_step, 0) < ${step} returning id`;
    return used.length === 1;
  }
  const hash = recoveryCodeHash(keys, code);
  const used = await tx.sql`
    update operators set recovery_code_hashes = array_remove(recovery_code_hashes, ${hash})
     where id = ${operator.id} and ${hash} = any(recovery_code_hashes) returning id`;
  return used.length === 1;
}
