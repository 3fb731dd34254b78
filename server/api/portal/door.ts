import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isSecureRequest } from "../../auth";
import { askedTogether } from "../../domain/context";
import { endEarlierSession } from "../../domain/portal";
import { fuses } from "../../runtime";
import { refusedBody } from "../body-limit";
import { cookieOf } from "../cookie";
import { isSameOrigin } from "../same-origin";
import { portalRouter } from "./root";
import { isFramedCall, portalCookieLine, portalCookieName, visitOf } from "./session";

export const PORTAL_PATH = "/api/trpc/portal";
const BODY_BYTES_MAX = 64 * 1024;
const SLUG = /^\/api\/trpc\/portal\/([a-z0-9-]{1,60})\//;

/** What a page asks by itself: it keeps no session alive. */
const WATCHING = /\/(requestStamp|requestNews)$/;

/** Answers a call of the clients' procedures: /api/trpc/portal/<slug>/<procedure>. */
export async function answerPortal(request: Request): Promise<Response> {
  const { headers, method } = request;
  const refused = refusedBody(headers, BODY_BYTES_MAX);
  if (refused) return refused;
  if (method !== "GET" && !isSameOrigin(headers)) {
    return new Response("cross-site request refused", { status: 403 });
  }
  const slug = SLUG.exec(new URL(request.url).pathname)?.[1];
  if (!slug) return new Response("no such door", { status: 404 });
  const isSecure = isSecureRequest(headers);
  const isFramed = isFramedCall(headers, "");
  const secret = cookieOf(headers.get("cookie"), portalCookieName(isSecure, isFramed));
  const isWatching = WATCHING.test(new URL(request.url).pathname);
  const visit = await visitOf({ slug, secret, isWatching });
  const visitor = {
    ip: headers.get("x-forwarded-for") || "unknown",
    userAgent: headers.get("user-agent") ?? "",
  };
  let cookie: string | null = null;
  let isLetIn = false;
  const response = await fetchRequestHandler({
    endpoint: `${PORTAL_PATH}/${slug}`,
    req: request,
    router: portalRouter,
    allowMethodOverride: true,
    // A browser of ours asks one thing at a time; a hundred sign-ins in one call are somebody else's.
    allowBatching: false,
    createContext: ({ info }) => ({
      ...visit,
      ctx: visit.ctx && info.type === "query" ? askedTogether(visit.ctx) : visit.ctx,
      visitor,
      setSession: (given) => {
        cookie = portalCookieLine(given, { isSecure, isFramed });
        isLetIn = given !== null;
      },
    }),
    onError({ error, path }) {
      if (error.code === "INTERNAL_SERVER_ERROR") {
        fuses().log.error("a client's procedure failed", { path, cause: error.cause ?? error });
      }
    },
  });
  // Who is let in anew has a new secret, and the one they came with opens nothing any more.
  if (isLetIn && visit.ctx) await endEarlierSession(visit.door, visit.ctx.actor);
  response.headers.set("cache-control", "no-store");
  if (cookie !== null) response.headers.append("set-cookie", cookie);
  return response;
}
