import { z } from "zod";
import type { ModuleScope } from "@/db/values/modules";
import type { ErrorKind } from "@/server/kernel/errors";
import type { Context, ModuleContext, SystemActor } from "../context";

/** Words for a code in a language; texts belong to the app, which lends them. */
export type Say = (code: string, params: Record<string, string | number>) => string;

export interface GivenFile {
  /** Empty where the caller gave none. */
  name: string;
  bytes: Buffer;
}

/** A call whose key, pace, scope and input have been looked at. */
export interface ProcedureCall<I> {
  input: I;
  /** The machine itself, which sees no case and no person. */
  module: ModuleContext;
  /** The tenant's job in its place, in the transaction of the answer. */
  job: Context<SystemActor>;
  /** Of a procedure that takes one; else empty. */
  file: GivenFile;
  idempotencyKey: string | null;
  say: Say;
}

/**
 * In which transaction a procedure works: "job", the tenant's, the answer kept in it; "module", the
 * machine's own; "alone", transactions of its own, and it may be repeated.
 */
export type Footing = "job" | "module" | "alone";

export interface ModuleProcedure<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
> {
  method: "GET" | "POST" | "PUT" | "PATCH";
  /** Below `/api/module/v1/`: "movements/:movementId/rematch". */
  path: string;
  scope: ModuleScope;
  /** Heading under which it stands in the description. */
  tag: "cases" | "parties" | "claims" | "work" | "registers" | "messages" | "bank" | "system";
  summary: string;
  description?: string;
  input: I;
  output: O;
  /** What it may be refused with beside what every call may. */
  errors: Readonly<Record<string, ErrorKind>>;
  /** An input that holds, for the description. */
  example: z.input<I>;
  footing: Footing;
  /** The body is a file: the longest one that is taken. */
  fileBytesMax?: number;
  /** Left out: a write wants an Idempotency-Key. */
  isKeyOptional?: boolean;
  run(call: ProcedureCall<z.output<I>>): Promise<z.input<O>>;
}

/** Keeps the types of input and output where the table is read. */
export const procedure = <I extends z.ZodObject, O extends z.ZodType>(
  given: ModuleProcedure<I, O>,
): ModuleProcedure<I, O> => given;

/** A body that is a file travels as a field where a call is JSON alone. */
export const fileField = {
  fileName: z.string().max(200).optional().describe("Name of the file."),
  content: z.base64().describe("The file, base64."),
};
