import { createHash } from "node:crypto";
import type { ModuleScope } from "@/db/values/modules";
import { authorize, type ModuleContext, makeToday } from "@/server/domain/context";
import { countModuleCall, moduleOf, onceOnly } from "@/server/domain/modules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { isLocale, LOCALES, type Locale } from "@/server/kernel/locale";
import { fuses } from "@/server/runtime";
import { announcedBytes, bodyOf, type GivenFile } from "./body";
import { openBodyRoom } from "./body-room";
import { ROUTES } from "./routes";

/** Words for a code in a language; texts belong to the app, which lends them. */
export type Say = (code: string, params: Record<string, string | number>) => string;

/** One call of a machine, as a route sees it. */
export interface ModuleCall {
  file: GivenFile;
  query: URLSearchParams;
  /** What the path's `:names` stand for. */
  params: Record<string, string>;
  /** By which the caller names this call; null where it does not. */
  idempotencyKey: string | null;
  say: Say;
}

export interface ModuleRoute {
  /** "POST statements", "POST movements/:movementId/rematch" */
  route: string;
  /** Without it nothing of a call is read. */
  scope: ModuleScope;
  /** The longest body it takes; left out: one that says nothing. */
  bytesMax?: number;
  /** It may be repeated, and opens transactions of its own. */
  isAlone?: boolean;
  answer(ctx: ModuleContext, call: ModuleCall): Promise<unknown>;
}

type Parts = Pick<ReturnType<typeof fuses>, "db" | "keys" | "log"> & { now: Date };

const STATUS: Record<DomainError["kind"], number> = {
  ...{ not_found: 404, forbidden: 403, invalid: 400, conflict: 409, precondition: 412 },
  external: 502,
};
/** Refusals that a transport has a word of its own for. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  ...{ "modules.body_length": 413, "modules.too_many": 429, "modules.bodies_of_key": 429 },
  "modules.bodies_at_once": 503,
};
/** Of a route that takes no file: whatever a client sends with an empty call. */
const IDLE_BYTES_MAX = 64 * 1024;
const BODIES = openBodyRoom();
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** The route of a path below `/api/module/v1/`, and what its names stand for. */
export function routeOf(method: string, path: readonly string[], routes = ROUTES) {
  for (const each of routes) {
    const [verb, pattern = ""] = each.route.split(" ");
    const names = pattern.split("/");
    if (verb !== method || names.length !== path.length) continue;
    const isSame = names.every((name, at) => name.startsWith(":") || name === path[at]);
    if (!isSame) continue;
    const params = names.flatMap((name, at): [string, string][] =>
      name.startsWith(":") ? [[name.slice(1), path[at] ?? ""]] : [],
    );
    return { ...each, params: Object.fromEntries(params) };
  }
  return null;
}

/** The first language of an Accept-Language that we speak; its order is the caller's preference. */
export function languageOf(header: string | null): Locale | null {
  for (const part of (header ?? "").split(",")) {
    const language = part.trim().split(/[;-]/)[0]?.toLowerCase();
    if (isLocale(language)) return language;
  }
  return null;
}

function refused(error: DomainError, say: Say) {
  const { code, params, kind } = error;
  const status = STATUS_OF_CODE[code] ?? STATUS[kind];
  const { line, column } = params;
  const place = { ...(line ? { line } : {}), ...(column ? { column } : {}) };
  return { status, body: { code, message: say(code, params), ...place, params } };
}

/**
 * Answers a machine: whose key it is, how often it may come, what it wants, once where it names its
 * call. Every answer is JSON; a refusal says code, message in the caller's language, line and column.
 */
export async function answerModule(
  request: Request,
  path: readonly string[],
  given: { sayIn(language: Locale): Promise<Say>; parts?: Parts },
): Promise<Response> {
  const parts: Parts = given.parts ?? { ...fuses(), now: new Date() };
  const wanted = languageOf(request.headers.get("accept-language"));
  const actor = await moduleOf(parts, request.headers.get("authorization"), wanted);
  const say = await given.sayIn(wanted ?? actor?.language ?? LOCALES[0]);
  const reply = ({ status, body }: { status: number; body: unknown }, more = {}) =>
    Response.json(body, { status, headers: { "cache-control": "no-store", ...more } });
  if (!actor) {
    const unknown = refused(new DomainError("forbidden", "modules.unknown_key"), say);
    return reply({ ...unknown, status: 401 }, { "www-authenticate": "Bearer" });
  }
  const ctx: ModuleContext = { ...parts, actor, today: makeToday(parts.now) };
  try {
    const { isRepeated, ...answer } = await answerOf(ctx, { request, path, say });
    return reply(answer, isRepeated ? { "idempotent-replayed": "true" } : {});
  } catch (error) {
    if (!isDomainError(error)) {
      parts.log.error("a module's call failed", { keyId: actor.keyId, cause: error });
      const fault = refused(new DomainError("external", "modules.unexpected"), say);
      return reply({ ...fault, status: 500 });
    }
    const told = refused(error, say);
    const isLater = told.status === 429 || told.status === 503;
    return reply(told, isLater ? { "retry-after": String(error.params.seconds) } : {});
  }
}

/** Whatever can be refused by the head of a call is, before a byte of its body is read. */
async function answerOf(
  ctx: ModuleContext,
  { request, path, say }: { request: Request; path: readonly string[]; say: Say },
): Promise<{ status: number; body: unknown; isRepeated: boolean }> {
  await countModuleCall(ctx);
  const found = routeOf(request.method, path);
  if (!found) throw new DomainError("not_found", "modules.no_route");
  authorize(ctx, found.scope);
  const idempotencyKey = request.headers.get("idempotency-key");
  if (idempotencyKey !== null && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
    throw new DomainError("invalid", "modules.idempotency_key");
  }
  const { bytesMax = IDLE_BYTES_MAX } = found;
  const leave = BODIES.enter(ctx.actor.keyId, announcedBytes(request, bytesMax));
  try {
    const file = await bodyOf(request, bytesMax);
    return await answerWith(ctx, { request, path, say, found, idempotencyKey, file });
  } finally {
    leave();
  }
}

interface Read {
  request: Request;
  path: readonly string[];
  say: Say;
  found: NonNullable<ReturnType<typeof routeOf>>;
  idempotencyKey: string | null;
  file: GivenFile;
}

async function answerWith(
  ctx: ModuleContext,
  { request, path, say, found, idempotencyKey, file }: Read,
): Promise<{ status: number; body: unknown; isRepeated: boolean }> {
  const query = new URL(request.url).searchParams;
  const work = async (inner: ModuleContext) => {
    const { params } = found;
    const body = await found.answer(inner, { file, query, params, idempotencyKey, say });
    return { status: 200, body };
  };
  if (idempotencyKey === null) return { ...(await work(ctx)), isRepeated: false };
  // The address with its query: the same file under another name is another call.
  const route = `${request.method} ${path.join("/")}?${query}`;
  const bodyHash = createHash("sha256").update(file.name).update("\0").update(file.bytes).digest();
  const call = { idempotencyKey, route, bodyHash };
  const { isAlone = false } = found;
  return onceOnly(ctx, call, { work, isAlone, refusal: (error) => refused(error, say) });
}
