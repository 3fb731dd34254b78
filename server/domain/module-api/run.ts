import { createHash } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { authorize, jobOf, type ModuleContext } from "../context";
import { type KeptAnswer, onceOnly } from "../modules";
import { askAhead } from "./find-case";
import { fileField, type GivenFile, type ModuleProcedure, type Say } from "./procedure";

export interface ProcedureRequest {
  input: unknown;
  /** Left out: the input holds it where the procedure takes one. */
  file?: GivenFile;
  idempotencyKey: string | null;
  /** What makes two calls the same; left out: the procedure and its input. */
  route: string;
  bodyHash?: Buffer;
  say: Say;
  /** A refusal as this way in answers it. */
  refusal(error: DomainError): KeptAnswer;
}

/** Of one field of a call: where it stands, and what is wrong with it. */
export interface InputFault {
  /** JSON pointer into the body: "/parties/0/role". */
  pointer: string;
  code: string;
  params: Record<string, string | number>;
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;
const NO_FILE: GivenFile = { name: "", bytes: Buffer.alloc(0) };
const FAULTS_MAX = 20;

export const isWrite = ({ method }: ModuleProcedure): boolean => method !== "GET";

/** The input of a procedure where a call is JSON alone: a file is a field of it. */
export const jsonInputOf = (procedure: ModuleProcedure): z.ZodObject =>
  procedure.fileBytesMax === undefined ? procedure.input : procedure.input.extend(fileField);

/** Throws invalid `modules.idempotency_key`, `modules.idempotency_missing`. */
export function assertKey(procedure: ModuleProcedure, key: string | null): void {
  if (key !== null && !IDEMPOTENCY_KEY.test(key)) {
    throw new DomainError("invalid", "modules.idempotency_key");
  }
  if (key === null && isWrite(procedure) && !procedure.isKeyOptional) {
    throw new DomainError("invalid", "modules.idempotency_missing");
  }
}

/**
 * Does what a machine asks, whichever way it came in: scope, key of the call, input, then once. The
 * answer is what the procedure's output describes and nothing beside it. Throws forbidden
 * `access.forbidden`, invalid `modules.input` with its faults as cause, and what the verb throws.
 */
export async function runProcedure(
  ctx: ModuleContext,
  procedure: ModuleProcedure,
  request: ProcedureRequest,
): Promise<KeptAnswer & { isRepeated: boolean }> {
  authorize(ctx, procedure.scope);
  const { idempotencyKey, say, refusal } = request;
  assertKey(procedure, idempotencyKey);
  const { input, file } = readInput(procedure, request);
  const { footing } = procedure;
  const work = async (module: ModuleContext): Promise<KeptAnswer> => {
    const job = jobOf(module, "module");
    const done = await procedure.run({ input, module, job, file, idempotencyKey, say });
    return { status: 200, body: procedure.output.parse(done) };
  };
  if (idempotencyKey === null || !isWrite(procedure)) {
    return { ...(await work(ctx)), isRepeated: false };
  }
  const { route, bodyHash = hashOf(request.input) } = request;
  const isAlone = footing === "alone";
  const opener = footing === "job" ? jobOf(ctx, "module") : ctx;
  const ahead = (inner: ModuleContext) => askAhead(jobOf(inner, "module"), input);
  const named = { work, isAlone, opener, refusal, ...(footing === "job" ? { ahead } : {}) };
  return onceOnly(ctx, { idempotencyKey, route, bodyHash }, named);
}

const hashOf = (input: unknown): Buffer =>
  createHash("sha256").update(JSON.stringify(input)).digest();

function readInput(
  procedure: ModuleProcedure,
  { input, file }: ProcedureRequest,
): { input: Record<string, unknown>; file: GivenFile } {
  const takesField = procedure.fileBytesMax !== undefined && file === undefined;
  const parsed = (takesField ? jsonInputOf(procedure) : procedure.input).safeParse(input ?? {});
  if (!parsed.success) throw badInput(parsed.error.issues, input);
  if (!takesField) return { input: parsed.data, file: file ?? NO_FILE };
  const { content, fileName, ...rest } = parsed.data as Record<string, unknown>;
  const bytes = Buffer.from(String(content), "base64");
  return { input: rest, file: { name: String(fileName ?? ""), bytes } };
}

/** The refusal of an input, its faults as cause; the first stands in the params too. */
function badInput(issues: readonly z.core.$ZodIssue[], input: unknown): DomainError {
  const faults = issues.flatMap((issue) => faultsOf(issue, input)).slice(0, FAULTS_MAX);
  const pointer = faults[0]?.pointer ?? "";
  return new DomainError({ kind: "invalid", cause: faults }, "modules.input", { pointer });
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const CODES: Readonly<Record<string, string>> = {
  invalid_type: "modules.input_type",
  too_small: "modules.input_size",
  too_big: "modules.input_size",
};

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value: unknown = input ?? {};
  for (const part of path) {
    if (typeof value !== "object" || value === null) return true;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value === undefined;
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): InputFault[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      return { pointer: pointerOf([...path, key]), code: "modules.input_unknown", params: {} };
    });
  }
  // A refinement's message is the code of a sentence of ours.
  const isOurs = /^[a-z-]+\.[a-z_]+$/.test(issue.message);
  const isBare = isMissing(input, path);
  const code = isBare ? "modules.input_missing" : (CODES[issue.code] ?? "modules.input_value");
  return [{ pointer: pointerOf(path), code: isOurs ? issue.message : code, params: {} }];
}

/** The faults of a refused input; empty for every other refusal. */
export const faultsIn = (error: DomainError): readonly InputFault[] =>
  error.code === "modules.input" && Array.isArray(error.cause) ? error.cause : [];
