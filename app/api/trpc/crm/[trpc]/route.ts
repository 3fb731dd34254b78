import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { NextRequest } from "next/server";
import { refusedBody } from "@/server/api/body-limit";
import { crmRouter } from "@/server/api/crm/root";
import { isSameOrigin } from "@/server/api/crm/same-origin";
import {
  contextOfCookie,
  isSecureRequest,
  sessionCookieLine,
  sessionCookieName,
} from "@/server/auth";
import { fuses } from "@/server/runtime";

/** The longest note and the widest mapping fit many times over. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

async function handle(request: NextRequest): Promise<Response> {
  const refused = refusedBody(request.headers, BODY_BYTES_MAX);
  if (refused) return refused;
  if (request.method !== "GET" && !isSameOrigin(request.headers)) {
    return new Response("cross-site request refused", { status: 403 });
  }
  const isSecure = isSecureRequest(request.headers);
  const session = await contextOfCookie(request.cookies.get(sessionCookieName(isSecure))?.value);
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc/crm",
    req: request,
    router: crmRouter,
    allowMethodOverride: true,
    createContext: () => ({ ctx: session?.ctx ?? null }),
    onError({ error, path }) {
      if (error.code === "INTERNAL_SERVER_ERROR") {
        fuses().log.error("a procedure failed", { path, cause: error.cause ?? error });
      }
    },
  });
  response.headers.set("cache-control", "no-store");
  if (session?.renewedCookie) {
    response.headers.append("set-cookie", sessionCookieLine(session.renewedCookie, isSecure));
  }
  return response;
}

export { handle as GET, handle as POST };
