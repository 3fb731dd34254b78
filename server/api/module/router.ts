import {
  initTRPC,
  TRPCError,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
  type TRPCRouterRecord,
} from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { z } from "zod";
import type { ModuleContext } from "@/server/domain/context";
import {
  FILE_NAMES,
  type ModuleProcedure,
  type PROCEDURES,
  type Problem,
  problemOf,
  procedureEntries,
  type READ_NAMES,
  runProcedure,
  type Say,
} from "@/server/domain/module-api";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { refusedBody } from "../body-limit";
import { type DoorGiven, enter, refusedAs } from "./door";

interface ModuleApiContext {
  ctx: ModuleContext;
  say: Say;
  idempotencyKey: string | null;
}

export const MODULE_TRPC_PATH = "/api/module/trpc";
const MEGABYTE = 1024 ** 2;
/** A file travels as base64 in JSON, a third longer. */
const FILE_BYTES_MAX = 90 * MEGABYTE;

const CODES: Readonly<Record<DomainError["kind"], TRPCError["code"]>> = {
  ...{ not_found: "NOT_FOUND", forbidden: "FORBIDDEN", invalid: "BAD_REQUEST" },
  ...{ conflict: "CONFLICT", precondition: "PRECONDITION_FAILED", external: "BAD_GATEWAY" },
} as const;

/** A refusal that was answered before and is answered again. */
class Kept extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

const t = initTRPC.context<ModuleApiContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const { cause } = error;
    const data = { ...shape.data, stack: undefined };
    const problem = cause instanceof Kept ? cause.problem : null;
    if (problem) return { ...shape, message: problem.code, data: { ...data, problem } };
    if (ctx && isDomainError(cause)) {
      const { body } = problemOf(cause, ctx.say);
      return { ...shape, message: body.code, data: { ...data, problem: body } };
    }
    return { ...shape, message: "modules.unexpected", data: { ...data, problem: null } };
  },
});

/** Runs a procedure of the table for tRPC; what it is refused with becomes an error of tRPC. */
async function run(
  name: string,
  procedure: ModuleProcedure,
  { ctx, input }: { ctx: ModuleApiContext; input: unknown },
): Promise<unknown> {
  const { say, idempotencyKey } = ctx;
  try {
    const { status, body } = await runProcedure(ctx.ctx, procedure, {
      ...{ input, idempotencyKey, say, route: `trpc ${name}` },
      refusal: (error) => problemOf(error, say),
    });
    if (status >= 300) throw new Kept(body as Problem);
    return body;
  } catch (cause) {
    if (cause instanceof Kept) {
      throw new TRPCError({ code: "BAD_REQUEST", message: cause.message, cause });
    }
    if (isDomainError(cause)) {
      throw new TRPCError({ code: CODES[cause.kind], message: cause.code, cause });
    }
    ctx.ctx.log.error("a module's call failed", { keyId: ctx.ctx.actor.keyId, cause });
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "modules.unexpected" });
  }
}

type InputOf<P> = P extends { input: infer I extends z.ZodType } ? z.input<I> : never;
type OutputOf<P> = P extends { output: infer O extends z.ZodType } ? z.output<O> : never;
type FileOf<N> = N extends (typeof FILE_NAMES)[number]
  ? { content: string; fileName?: string }
  : unknown;
type Table = typeof PROCEDURES;
type Asked<N extends keyof Table> = {
  input: InputOf<Table[N]> & FileOf<N>;
  output: OutputOf<Table[N]>;
  meta: unknown;
};

/** The table as tRPC's client knows it: reads are queries, writes are mutations. */
type ModuleRecord = {
  [N in keyof Table]: N extends (typeof READ_NAMES)[number]
    ? TRPCQueryProcedure<Asked<N>>
    : TRPCMutationProcedure<Asked<N>>;
};

// Inputs are read where REST reads them, so that both refuse alike; here they pass as they come.
const anything = (value: unknown): unknown => value;
const record = Object.fromEntries(
  procedureEntries().map(([name, procedure]) => {
    const base = t.procedure.input(anything);
    const resolve = (call: { ctx: ModuleApiContext; input: unknown }) => run(name, procedure, call);
    return [name, procedure.method === "GET" ? base.query(resolve) : base.mutation(resolve)];
  }),
);

export const moduleRouter = t.router(record as unknown as ModuleRecord & TRPCRouterRecord);
export type ModuleRouter = typeof moduleRouter;

/**
 * The same procedures through tRPC, by the same door. One call a request: a batch would be one key of
 * the caller's for several acts.
 */
export async function answerModuleTrpc(request: Request, given: DoorGiven): Promise<Response> {
  const entered = await enter(request, given);
  if (entered instanceof Response) return entered;
  const { ctx, say } = entered;
  const name = new URL(request.url).pathname.slice(MODULE_TRPC_PATH.length + 1);
  const bytesMax = FILE_NAMES.some((each) => each === name) ? FILE_BYTES_MAX : MEGABYTE;
  if (refusedBody(request.headers, bytesMax)) {
    const megabytes = bytesMax / MEGABYTE;
    return refusedAs(new DomainError("invalid", "modules.body_length", { megabytes }), say);
  }
  const idempotencyKey = request.headers.get("idempotency-key");
  return fetchRequestHandler({
    endpoint: MODULE_TRPC_PATH,
    req: request,
    router: moduleRouter,
    allowBatching: false,
    createContext: () => ({ ctx, say, idempotencyKey }),
  });
}
