import type { Context, OperatorContext, SystemActor } from "../../context";
import { asJob } from "../as-job";

/** The job in a transaction of its own: it sees the whole tenant, not only the operator's cases. */
export function inOwnJob(ctx: OperatorContext): Context<SystemActor> {
  const { tx: _, together: __, ...rest } = asJob(ctx);
  return rest;
}
