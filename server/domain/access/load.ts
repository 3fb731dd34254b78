import { and, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accessGroups, operators, sessions } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorContext } from "../context";
import { verifyPassword } from "./password";
import { claimAttempt, forgetFailures, minutesUntil } from "./throttle";

export type Operator = typeof operators.$inferSelect;
export type AccessGroup = typeof accessGroups.$inferSelect;

/** The row as it is now, without a lock: for a look ahead of the verb's own transaction. */
export async function readOperator(tx: Tx, operatorId: number): Promise<Operator> {
  const [row] = await tx.select().from(operators).where(eq(operators.id, operatorId));
  if (!row) throw new DomainError("not_found", "access.operator_not_found");
  return row;
}

/** The row, locked until the transaction ends; another tenant's is not there. */
export async function loadOperator(tx: Tx, operatorId: number): Promise<Operator> {
  const mine = eq(operators.id, operatorId);
  const [row] = await tx.select().from(operators).where(mine).for("update");
  if (!row) throw new DomainError("not_found", "access.operator_not_found");
  return row;
}

export async function loadAccessGroup(tx: Tx, accessGroupId: number): Promise<AccessGroup> {
  const mine = eq(accessGroups.id, accessGroupId);
  const [row] = await tx.select().from(accessGroups).where(mine).for("update");
  if (!row) throw new DomainError("not_found", "access.group_not_found");
  return row;
}

/** Ends an operator's open sessions, but the one to keep; answers how many there were. */
export async function revokeSessions(
  tx: Tx,
  operatorId: number,
  { now, keepSessionId }: { now: Date; keepSessionId?: string },
): Promise<number> {
  const revoked = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.operatorId, operatorId),
        isNull(sessions.revokedAt),
        keepSessionId ? ne(sessions.id, keepSessionId) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  return revoked.length;
}

/**
 * Runs a check of the signed-in person's own secret. Each failure counts towards a lock, or a screen
 * left open would be a place to guess at. Stands around the verb's transaction, not in it: a refusal
 * rolls that back, and the count has to stay.
 */
export async function checkOwnSecret<T>(ctx: OperatorContext, check: () => Promise<T>): Promise<T> {
  const { tenantId, operatorId } = ctx.actor;
  const claim = await claimAttempt(ctx, "operator", `${tenantId}:${operatorId}`);
  if (claim.isLocked) {
    const minutes = minutesUntil(claim.lockedUntil, ctx.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  const result = await check();
  await forgetFailures(ctx, claim.attempt);
  return result;
}

/** Throws `access.wrong_password`, which belongs to the field `password`. */
export async function assertPassword(
  operator: Pick<Operator, "passwordHash">,
  password: string,
): Promise<void> {
  if (!(await verifyPassword(operator.passwordHash, password))) {
    throw new DomainError("forbidden", "access.wrong_password", { field: "password" });
  }
}

export const badCode = () => new DomainError("forbidden", "access.bad_code", { field: "code" });
