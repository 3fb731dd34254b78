import { eq } from "drizzle-orm";
import { operators, tenants } from "@/db/schema";
import { type OperatorContext, reading } from "../context";
import { ROLE_PERMISSIONS } from "../permissions";

/** The signed-in operator as the shell and the account page show them, with what they may do. */
export async function myAccount(ctx: OperatorContext) {
  const { operatorId, tenantId, role } = ctx.actor;
  const [mine] = await reading(ctx, (tx) =>
    tx
      .select({
        name: operators.name,
        email: operators.email,
        language: operators.language,
        theme: operators.theme,
        isPresent: operators.isPresent,
        hasSecondFactor: operators.totpEnabledAt,
        recoveryCodeHashes: operators.recoveryCodeHashes,
        tenantName: tenants.name,
      })
      .from(operators)
      .innerJoin(tenants, eq(tenants.id, operators.tenantId))
      .where(eq(operators.id, operatorId)),
  );
  if (!mine) throw new Error("the signed-in operator has no row");
  const { recoveryCodeHashes, hasSecondFactor, ...shown } = mine;
  return {
    ...shown,
    operatorId,
    tenantId,
    role,
    permissions: ROLE_PERMISSIONS[role],
    hasSecondFactor: hasSecondFactor !== null,
    recoveryCodesLeft: recoveryCodeHashes.length,
  };
}
