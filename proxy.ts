import { type NextRequest, NextResponse } from "next/server";

/** See app/i18n/request.ts. */
const DOOR_HEADER = "x-saldo-door";
const SESSION_COOKIES = ["saldo.session", "__Host-saldo.session"];

/**
 * Comfort only: a visitor without any session cookie goes straight to sign-in and back to the page
 * asked for. Whether the cookie is worth anything is decided by the layout and by every procedure.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith("/portal/")) return clientsDoor(request);
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = new URL("/sign-in", request.url);
  if (pathname !== "/") target.searchParams.set("from", pathname + search);
  return NextResponse.redirect(target);
}

/** Clients' pages have a session of their own; told apart, they are sent their own texts only. */
function clientsDoor(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(DOOR_HEADER, "portal");
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: [
    "/((?!api/|_next/|sign-in|pocket-sw.js|favicon.ico|icon|apple-icon|manifest|robots.txt).*)",
  ],
};
