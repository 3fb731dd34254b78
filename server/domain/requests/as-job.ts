import type { Context, OperatorContext, SystemActor } from "../context";

/**
 * The tenant's own job in the name of an operator who decided: the process lets nobody else take its
 * decided steps. Rights were asked before; the open transaction stays the operator's.
 */
export function asJob(ctx: OperatorContext): Context<SystemActor> {
  const { tenantId, operatorId, name, language } = ctx.actor;
  const onBehalfOf = { operatorId, name };
  return { ...ctx, actor: { kind: "system", tenantId, job: "requests", onBehalfOf, language } };
}
