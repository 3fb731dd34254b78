import { operatorAccessGroups, operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { TEMPORARY_PASSWORD_LIFE_MS } from "./first-administrator";
import { CreateOperatorInput } from "./inputs";
import { assertGroupsExist } from "./membership";
import { generatePassword, hashPassword } from "./password";

/**
 * A new operator with a temporary password, told once to the administrator and changed at the first
 * sign-in. Throws `access.email_taken`, `access.group_not_found`.
 */
export async function createOperator(
  ctx: OperatorContext,
  given: CreateOperatorInput,
): Promise<{ operatorId: number; temporaryPassword: string }> {
  authorize(ctx, "settings:operators");
  const { accessGroupIds, ...fields } = CreateOperatorInput.parse(given);
  const temporaryPassword = generatePassword();
  const passwordHash = await hashPassword(temporaryPassword);
  return inTransaction(ctx, async (ctx, tx) => {
    const groups = await assertGroupsExist(tx, accessGroupIds);
    const [operator] = await tx
      .insert(operators)
      .values({
        ...fields,
        passwordHash,
        temporaryPasswordUntil: new Date(ctx.now.getTime() + TEMPORARY_PASSWORD_LIFE_MS),
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: operators.id });
    if (!operator) throw new DomainError("conflict", "access.email_taken", { field: "email" });
    if (groups.length > 0) {
      await tx
        .insert(operatorAccessGroups)
        .values(groups.map(({ id }) => ({ operatorId: operator.id, accessGroupId: id })));
    }
    await writeAudit(ctx, {
      action: "access.create-operator",
      entity: "operator",
      entityId: operator.id,
      after: { ...fields, accessGroups: groups.map(({ code }) => code) },
    });
    return { operatorId: operator.id, temporaryPassword };
  });
}
