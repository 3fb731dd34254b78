import type { NextRequest } from "next/server";
import { isSameOrigin } from "@/server/api/same-origin";
import { contextOfCookie, isSecureRequest, sessionCookieName } from "@/server/auth";

type Session = NonNullable<Awaited<ReturnType<typeof contextOfCookie>>>;

/** Lets only signed-in people of our own pages through to a file handler. */
export async function withSession(
  request: NextRequest,
  handle: (ctx: Session["ctx"]) => Promise<Response>,
): Promise<Response> {
  if (request.method !== "GET" && !isSameOrigin(request.headers)) {
    return new Response("cross-site request refused", { status: 403 });
  }
  const cookie = request.cookies.get(sessionCookieName(isSecureRequest(request.headers)))?.value;
  const session = await contextOfCookie(cookie);
  return session
    ? underPolicy(await handle(session.ctx))
    : new Response("sign in first", { status: 401 });
}

/**
 * A file is shown in a frame of our own page, and of no other. Said here and not in next.config.mjs,
 * whose headers would take the place of a stricter one: a letter's own page is a sandbox.
 */
const FILE_POLICY = [
  ...["default-src 'none'", "style-src 'unsafe-inline'", "img-src 'self' data:"],
  ...["object-src 'self'", "frame-ancestors 'self'"],
].join("; ");

function underPolicy(response: Response): Response {
  const name = "content-security-policy";
  if (!response.headers.has(name)) response.headers.set(name, FILE_POLICY);
  return response;
}
