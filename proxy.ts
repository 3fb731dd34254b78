import { type NextRequest, NextResponse } from "next/server";

const SESSION_COOKIES = ["saldo.session", "__Host-saldo.session"];

/**
 * Comfort only: a visitor without any session cookie goes straight to sign-in and back to the page
 * asked for. Whether the cookie is worth anything is decided by the layout and by every procedure.
 */
export function proxy(request: NextRequest): NextResponse {
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = new URL("/sign-in", request.url);
  if (pathname !== "/") target.searchParams.set("from", pathname + search);
  return NextResponse.redirect(target);
}

export const config = {
  matcher: ["/((?!api/|_next/|sign-in|favicon.ico|icon|apple-icon|manifest|robots.txt).*)"],
};
