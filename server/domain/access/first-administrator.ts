import { eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import type { Context, SystemActor } from "../context";
import { generatePassword, hashPassword } from "./password";

const DAY_MS = 86_400_000;
/** How long a password that somebody else set opens the door for the first time. */
export const TEMPORARY_PASSWORD_LIFE_MS = 14 * DAY_MS;

export interface FirstAdministrator {
  email: string;
  name: string;
  language: Locale;
  /** Left out: one is made up, temporary. */
  password?: string;
}

/**
 * Writes a tenant's first operator in the open transaction of the command that makes the tenant.
 * Answers the made-up password, which is stored nowhere.
 */
export async function addFirstAdministrator(
  ctx: Context<SystemActor>,
  given: FirstAdministrator,
): Promise<{ operatorId: number; temporaryPassword: string | null }> {
  if (!ctx.tx) throw new Error("the first administrator is written with the tenant");
  // The owner's role sees every tenant's operators, so the tenant is named.
  const ofTenant = eq(operators.tenantId, ctx.actor.tenantId);
  if ((await ctx.tx.$count(operators, ofTenant)) > 0) {
    throw new DomainError("conflict", "access.tenant_has_operators");
  }
  const temporaryPassword = given.password === undefined ? generatePassword() : null;
  const lifeEnd = new Date(ctx.now.getTime() + TEMPORARY_PASSWORD_LIFE_MS);
  const [operator] = await ctx.tx
    .insert(operators)
    .values({
      email: given.email,
      name: given.name,
      role: "administrator",
      language: given.language,
      seesAllGroups: true,
      passwordHash: await hashPassword(temporaryPassword ?? given.password ?? ""),
      temporaryPasswordUntil: temporaryPassword ? lifeEnd : null,
      createdAt: ctx.now,
    })
    .returning({ id: operators.id });
  if (!operator) throw new Error("the administrator was not written");
  await writeAudit(ctx, {
    action: "access.create-operator",
    entity: "operator",
    entityId: operator.id,
    after: { email: given.email, name: given.name, role: "administrator" },
  });
  return { operatorId: operator.id, temporaryPassword };
}
