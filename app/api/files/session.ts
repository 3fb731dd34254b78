import type { NextRequest } from "next/server";
import { isSameOrigin } from "@/server/api/crm/same-origin";
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
  return session ? handle(session.ctx) : new Response("sign in first", { status: 401 });
}
