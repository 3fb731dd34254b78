import { createHash } from "node:crypto";
import { authorize, type ModuleContext, makeToday } from "@/server/domain/context";
import { assertKey, problemOf, runProcedure, type Say } from "@/server/domain/module-api";
import { admitModule } from "@/server/domain/modules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { isLocale, LOCALES, type Locale } from "@/server/kernel/locale";
import { fuses } from "@/server/runtime";
import { announcedBytes, bodyOf } from "./body";
import { openBodyRoom } from "./body-room";
import { inputOfCall } from "./read-call";
import { routeOf } from "./routes";

export type { Say } from "@/server/domain/module-api";

export type ModuleParts = Pick<ReturnType<typeof fuses>, "db" | "keys" | "log"> &
  Partial<Pick<ReturnType<typeof fuses>, "outside">> & { now: Date };

/** JSON of one call; more is no call but a file. */
const JSON_BYTES_MAX = 1024 * 1024;
const BODIES = openBodyRoom();

/** The first language of an Accept-Language that we speak; its order is the caller's preference. */
export function languageOf(header: string | null): Locale | null {
  for (const part of (header ?? "").split(",")) {
    const language = part.trim().split(/[;-]/)[0]?.toLowerCase();
    if (isLocale(language)) return language;
  }
  return null;
}

export interface DoorGiven {
  sayIn(language: Locale): Promise<Say>;
  parts?: ModuleParts;
}

const NO_STORE = { "cache-control": "no-store" };

/** A refusal as an answer of HTTP: a problem, with the seconds to wait where there are some. */
export function refusedAs(error: DomainError, say: Say): Response {
  const { status, body } = problemOf(error, say);
  return Response.json(body, {
    status,
    headers: {
      ...NO_STORE,
      "content-type": "application/problem+json; charset=utf-8",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(status === 429 || status === 503 ? { "retry-after": String(error.params.seconds) } : {}),
    },
  });
}

/**
 * Whose call it is, counted. Answers the refusal where it is nobody's or one too many; every way in
 * over HTTP begins here.
 */
export async function enter(
  request: Request,
  given: DoorGiven,
): Promise<{ ctx: ModuleContext; say: Say } | Response> {
  const parts: ModuleParts = given.parts ?? { ...fuses(), now: new Date() };
  const wanted = languageOf(request.headers.get("accept-language"));
  const admitted = await admitModule(parts, request.headers.get("authorization"), wanted);
  const say = await given.sayIn(wanted ?? admitted?.actor.language ?? LOCALES[0]);
  if (!admitted) return refusedAs(new DomainError("forbidden", "modules.unknown_key"), say);
  const { actor, waitSeconds: seconds } = admitted;
  if (seconds !== null) {
    return refusedAs(new DomainError("precondition", "modules.too_many", { seconds }), say);
  }
  return { ctx: { ...parts, actor, today: makeToday(parts.now) }, say };
}

/** Any fault as an answer: what is no refusal is told to nobody and stands in the log. */
export function failedAs(error: unknown, { ctx, say }: { ctx: ModuleContext; say: Say }): Response {
  if (isDomainError(error)) return refusedAs(error, say);
  ctx.log.error("a module's call failed", { keyId: ctx.actor.keyId, cause: error });
  return refusedAs(new DomainError("external", "modules.unexpected"), say);
}

/**
 * Answers a machine over REST: whose key it is, how often it may come, what it wants, once where it
 * names its call. Every answer is JSON; a refusal is a problem (RFC 9457) in the caller's language.
 */
export async function answerModule(
  request: Request,
  path: readonly string[],
  given: DoorGiven,
): Promise<Response> {
  const entered = await enter(request, given);
  if (entered instanceof Response) return entered;
  try {
    return await answerOf(request, path, entered);
  } catch (error) {
    return failedAs(error, entered);
  }
}

/** Whatever can be refused by the head of a call is, before a byte of its body is read. */
async function answerOf(
  request: Request,
  path: readonly string[],
  { ctx, say }: { ctx: ModuleContext; say: Say },
): Promise<Response> {
  const found = routeOf(request.method, path);
  if (!found) throw new DomainError("not_found", "modules.no_route");
  const { procedure, params } = found;
  authorize(ctx, procedure.scope);
  const idempotencyKey = request.headers.get("idempotency-key");
  assertKey(procedure, idempotencyKey);
  const { fileBytesMax } = procedure;
  const bytesMax = fileBytesMax ?? JSON_BYTES_MAX;
  const leave = BODIES.enter(ctx.actor.keyId, announcedBytes(request, bytesMax));
  try {
    const isFile = fileBytesMax !== undefined;
    const file = await bodyOf(request, bytesMax, isFile);
    const query = new URL(request.url).searchParams;
    const body = isFile ? null : file.bytes;
    const {
      status,
      body: answer,
      isRepeated,
    } = await runProcedure(ctx, procedure, {
      input: inputOfCall(procedure, { params, query, body }),
      file,
      idempotencyKey,
      // The address with its query: the same file under another name is another call.
      route: `${request.method} ${path.join("/")}?${query}`,
      bodyHash: createHash("sha256").update(file.name).update("\0").update(file.bytes).digest(),
      say,
      refusal: (error) => problemOf(error, say),
    });
    const type = status < 300 ? "application/json" : "application/problem+json";
    const headers = new Headers({ ...NO_STORE, "content-type": `${type}; charset=utf-8` });
    if (isRepeated) headers.set("idempotent-replayed", "true");
    return Response.json(answer, { status, headers });
  } finally {
    leave();
  }
}
