import type { Context, OperatorContext, SystemActor } from "../context";

/**
 * The house's own work in an operator's name, after their right to ask for it was checked: it sees the
 * whole tenant where it opens its own transaction. In an open one that one's walls stay.
 */
export function asHouse(ctx: OperatorContext): Context<SystemActor> {
  const { tenantId, operatorId, name, language } = ctx.actor;
  const onBehalfOf = { operatorId, name };
  return { ...ctx, actor: { kind: "system", tenantId, job: "requests", onBehalfOf, language } };
}
