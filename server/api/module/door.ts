import { createHash } from "node:crypto";
import { type ModuleContext, makeToday } from "@/server/domain/context";
import { countModuleCall, moduleOf, onceOnly } from "@/server/domain/modules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { isLocale, LOCALES, type Locale } from "@/server/kernel/locale";
import { fuses } from "@/server/runtime";
import { bodyOf, type GivenFile } from "./body";
import { ROUTES } from "./routes";

/** Words for a code in a language; texts belong to the app, which lends them. */
export type Say = (code: string, params: Record<string, string | number>) => string;

/** One call of a machine, as a route sees it. */
export interface ModuleCall {
  file: GivenFile;
  query: URLSearchParams;
  /** What the path's `:names` stand for. */
  params: Record<string, string>;
  say: Say;
}

export interface ModuleRoute {
  /** "POST statements", "POST movements/:movementId/rematch" */
  route: string;
  /** It may be repeated, and opens transactions of its own. */
  isAlone?: boolean;
  answer(ctx: ModuleContext, call: ModuleCall): Promise<unknown>;
}

type Parts = Pick<ReturnType<typeof fuses>, "db" | "keys" | "log"> & { now: Date };

const STATUS: Record<DomainError["kind"], number> = {
  ...{ not_found: 404, forbidden: 403, invalid: 400, conflict: 409, precondition: 412 },
  external: 502,
};
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
  const status = code === "modules.body_length" ? 413 : STATUS[kind];
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
    if (error.code !== "modules.too_many") return reply(told);
    return reply({ ...told, status: 429 }, { "retry-after": String(error.params.seconds) });
  }
}

async function answerOf(
  ctx: ModuleContext,
  { request, path, say }: { request: Request; path: readonly string[]; say: Say },
): Promise<{ status: number; body: unknown; isRepeated: boolean }> {
  await countModuleCall(ctx);
  const found = routeOf(request.method, path);
  if (!found) throw new DomainError("not_found", "modules.no_route");
  const file = await bodyOf(request);
  const query = new URL(request.url).searchParams;
  const work = async (inner: ModuleContext) => {
    const body = await found.answer(inner, { file, query, params: found.params, say });
    return { status: 200, body };
  };
  const idempotencyKey = request.headers.get("idempotency-key");
  if (idempotencyKey === null) return { ...(await work(ctx)), isRepeated: false };
  if (!IDEMPOTENCY_KEY.test(idempotencyKey)) {
    throw new DomainError("invalid", "modules.idempotency_key");
  }
  // The address with its query: the same file under another name is another call.
  const route = `${request.method} ${path.join("/")}?${query}`;
  const bodyHash = createHash("sha256").update(file.name).update("\0").update(file.bytes).digest();
  const call = { idempotencyKey, route, bodyHash };
  const { isAlone = false } = found;
  return onceOnly(ctx, call, { work, isAlone, refusal: (error) => refused(error, say) });
}
