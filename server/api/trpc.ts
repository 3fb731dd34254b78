import { initTRPC, TRPCError } from "@trpc/server";
import type { Context, OperatorActor, OperatorContext } from "@/server/domain/context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { wire } from "@/server/kernel/wire";
import { isNoted, noteAnswer } from "./crm/shown";

export interface ApiContext {
  /** null until somebody has signed in. */
  ctx: Context<OperatorActor> | null;
}

type TrpcCode = ConstructorParameters<typeof TRPCError>[0]["code"];

const CODES: Record<DomainError["kind"], TrpcCode> = {
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  precondition: "PRECONDITION_FAILED",
  external: "BAD_GATEWAY",
};

interface ErrorShape {
  message: string;
  data: object;
}

/** What a caller is told of an error: a refusal by its code, an unknown fault by nothing of its text. */
export function toldError<S extends ErrorShape>({ shape, error }: { shape: S; error: TRPCError }) {
  const cause = error.cause;
  if (isDomainError(cause)) {
    const { code, params, kind } = cause;
    const domain = { code, params, kind };
    return { ...shape, message: code, data: { ...shape.data, stack: undefined, domain } };
  }
  const isInput = error.code === "BAD_REQUEST";
  // Unknown faults are mute: their text may hold personal data.
  const message = isInput || error.code === "UNAUTHORIZED" ? shape.message : "kernel.unexpected";
  return { ...shape, message, data: { ...shape.data, stack: undefined, domain: null } };
}

const t = initTRPC
  .context<ApiContext>()
  .create({ transformer: wire, errorFormatter: (told) => toldError(told) });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const FOREIGN_KEY_VIOLATION = "23503";

/** A row that points at nothing the tenant has: the database said it, the caller is told as ever. */
function isMissingReference(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === FOREIGN_KEY_VIOLATION || (cause !== undefined && isMissingReference(cause));
}

/** A refusal of a verb becomes the status that its kind has; what is none of ours stays as it is. */
export function throwRefusal(cause: unknown): void {
  const known = isMissingReference(cause)
    ? new DomainError({ kind: "not_found", cause }, "cases.reference_missing")
    : cause;
  if (isDomainError(known)) {
    throw new TRPCError({ code: CODES[known.kind], message: known.code, cause: known });
  }
}

const domainErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throwRefusal(result.error.cause);
  return result;
});

export const publicProcedure = t.procedure.use(domainErrors);

/**
 * A procedure for a signed-in operator; the verb behind it authorises the act itself. Whose data a
 * query shows is written down here, for all of them; commands write what they do.
 */
export const crmProcedure = publicProcedure.use(async ({ ctx, next, path, type, getRawInput }) => {
  if (!ctx.ctx) throw new TRPCError({ code: "UNAUTHORIZED" });
  const operator = ctx.ctx as OperatorContext;
  const result = await next({ ctx: { ctx: operator } });
  if (!isNoted(type, path) || !result.ok) return result;
  // A call that needs no input may come without any, which is unreadable when it is asked for here.
  const input = await getRawInput().catch(() => undefined);
  await noteAnswer(operator, { path, input, answer: result.data });
  return result;
});
