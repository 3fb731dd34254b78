import { initTRPC, TRPCError } from "@trpc/server";
import type { Visitor } from "@/server/domain/access";
import type { PortalContext } from "@/server/domain/context";
import type { DemoDoor, PortalSite } from "@/server/domain/portal";
import { DomainError } from "@/server/kernel/errors";
import { wire } from "@/server/kernel/wire";
import { throwRefusal, toldError } from "../trpc";

export interface PortalApiContext {
  door: DemoDoor;
  /** Whose door it is; null: no such door, or it is shut. */
  site: PortalSite | null;
  /** null until a client has signed in at this very door. */
  ctx: PortalContext | null;
  visitor: Visitor;
  /** Lets the answer set the session's cookie; null takes it away. */
  setSession(secret: string | null): void;
}

const t = initTRPC
  .context<PortalApiContext>()
  .create({ transformer: wire, errorFormatter: (told) => toldError(told) });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anybody at an open door. */
export const doorProcedure = t.procedure.use(async ({ ctx, next }) => {
  if (!ctx.site) throw new TRPCError({ code: "NOT_FOUND", message: "portal.shut" });
  const result = await next({ ctx: { ...ctx, site: ctx.site } });
  if (!result.ok) throwRefusal(result.error.cause);
  return result;
});

/** Of one case: a client who has signed in, and whoever a letter let in. */
export const caseProcedure = doorProcedure.use(({ ctx, next }) => {
  if (!ctx.ctx) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, ctx: ctx.ctx } });
});

/** A client who has signed in to an account of their own. */
export const clientProcedure = caseProcedure.use(({ ctx, next }) => {
  if (ctx.ctx.actor.letter) {
    throw new DomainError("forbidden", "portal.needs_account");
  }
  return next();
});
