import { ROLES, type Role } from "@/db/values/access";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type OperatorContext } from "../context";
import type { Permission } from "../permissions";
import { seesCategory } from "../sight";
import { DEAL } from "./lead-fields";

/** As `authorize`, for who sees deals at all: what may become one is as little others' business. */
export function authorizeDeals(ctx: OperatorContext, permission: Permission): void {
  authorize(ctx, permission);
  if (!seesCategory(ctx.actor.role, DEAL)) {
    throw new DomainError("forbidden", "access.forbidden", { permission });
  }
}

/** Roles that may have a deal: they see deals and write. */
export const dealRoles = (): Role[] =>
  ROLES.filter((role) => role !== "readOnly" && seesCategory(role, DEAL));
