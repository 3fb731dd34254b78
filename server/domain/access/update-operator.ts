import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { UpdateOperatorInput } from "./inputs";
import { loadOperator, type Operator, revokeSessions } from "./load";
import { assertGroupsExist, groupsOf, replaceMembership } from "./membership";

/**
 * Changes another operator, or oneself. Switching somebody off signs them out. Throws
 * `access.last_administrator`, `access.not_yourself` (switching oneself off), `access.*_not_found`.
 */
export async function updateOperator(
  ctx: OperatorContext,
  given: UpdateOperatorInput,
): Promise<void> {
  authorize(ctx, "settings:operators");
  const { operatorId, accessGroupIds, ...given_ } = UpdateOperatorInput.parse(given);
  const fields = Object.fromEntries(
    Object.entries(given_).filter(([, value]) => value !== undefined),
  );
  if (given_.isActive === false && operatorId === ctx.actor.operatorId) {
    throw new DomainError("precondition", "access.not_yourself");
  }
  await inTransaction(ctx, async (ctx, tx) => {
    const administrators = await lockAdministrators(tx);
    const operator = await loadOperator(tx, operatorId);
    assertAdministratorStays(administrators, { ...operator, ...fields });
    const before: Record<string, unknown> = { ...operator };
    const after: Record<string, unknown> = { ...fields };
    if (accessGroupIds) {
      const groups = await assertGroupsExist(tx, accessGroupIds);
      before.accessGroups = (await groupsOf(tx, operatorId)).map(({ code }) => code);
      after.accessGroups = groups.map(({ code }) => code);
      await replaceMembership(tx, operatorId, groups);
    }
    const diff = changes(before, after);
    if (!diff) return;
    if (Object.keys(fields).length > 0) {
      await tx.update(operators).set(fields).where(eq(operators.id, operatorId));
    }
    if (operator.isActive && given_.isActive === false) {
      await revokeSessions(tx, operatorId, { now: ctx.now });
    }
    await writeAudit(ctx, {
      action: "access.update-operator",
      entity: "operator",
      entityId: operatorId,
      ...diff,
    });
  });
}

/** Locked in the order of ids, so that two who demote each other wait instead of both passing. */
function lockAdministrators(tx: Tx): Promise<Pick<Operator, "id">[]> {
  return tx
    .select({ id: operators.id })
    .from(operators)
    .where(and(eq(operators.role, "administrator"), eq(operators.isActive, true)))
    .orderBy(operators.id)
    .for("update");
}

function assertAdministratorStays(administrators: Pick<Operator, "id">[], next: Operator): void {
  const isOne = next.role === "administrator" && next.isActive;
  if (isOne || administrators.some(({ id }) => id !== next.id)) return;
  // Nobody is administrator but the one who is being changed, if at all.
  throw new DomainError("precondition", "access.last_administrator");
}
