import { type NextRequest, NextResponse } from "next/server";
import {
  askedHost,
  type DoorPage,
  type DoorPlace,
  type Doors,
  doorPageOf,
} from "./server/api/portal/own-host";
import { makeNonce, pagePolicy } from "./server/api/security-headers";

/** See app/i18n/request.ts and app/(portal)/portal/current-visit.ts. */
const DOOR_HEADER = "x-saldo-door";
const BASE_HEADER = "x-saldo-base";
const SESSION_COOKIES = ["saldo.session", "__Host-saldo.session"];

/** Set by instrumentation.ts. */
const doors = (): Doors | undefined => (globalThis as { saldoDoors?: Doors }).saldoDoors;

/**
 * Splits the hosts: on a door's own host its pages stand at "/" and nothing else does; on the
 * operators' host they stand below /portal/<slug>, and below /embed/<slug> for frames of other sites.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const own = (await doors()?.ofHost(askedHost(request.headers))) ?? null;
  const page = doorPageOf(pathname, own);
  if (!page) return operatorsPage(request);
  // The path by which links of mails and of older pages lead here.
  if (own && isBelow(pathname, `/portal/${own.slug}`)) {
    return NextResponse.redirect(
      here(request, pathname.slice(`/portal/${own.slug}`.length) || "/"),
    );
  }
  return clientsDoor(request, page, own ?? (await doors()?.ofSlug(page.slug)) ?? null);
}

const isBelow = (path: string, above: string) => path === above || path.startsWith(`${above}/`);

/** An address on the host that was asked for, whatever the server itself listens on. */
function here(request: NextRequest, path: string): URL {
  const { headers, nextUrl } = request;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? nextUrl.host;
  const scheme = headers.get("x-forwarded-proto") ?? "http";
  // Of "//elsewhere" the first slash would end up in the host.
  return new URL(path.replace(/^\/+/, "/") + nextUrl.search, `${scheme}://${host}`);
}

/**
 * Comfort only: a visitor without any session cookie goes straight to sign-in and back to the page
 * asked for. Whether the cookie is worth anything is decided by the layout and by every procedure.
 */
function operatorsPage(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isIn = SESSION_COOKIES.some((name) => request.cookies.has(name));
  if (isIn || isBelow(pathname, "/sign-in")) return shown(request, pathname, {});
  const target = new URL("/sign-in", request.url);
  if (pathname !== "/") target.searchParams.set("from", pathname + search);
  return NextResponse.redirect(target);
}

/** Clients' pages have a session of their own; told apart, they are sent their own texts only. */
function clientsDoor(request: NextRequest, page: DoorPage, place: DoorPlace | null): NextResponse {
  const origins = place?.frameOrigins ?? [];
  const isOpen = page.isFramed && origins.length > 0;
  return shown(request, page.path, {
    base: page.base,
    captcha: place?.captcha ?? "none",
    // The operators see it in a frame of their settings.
    framedBy: isOpen ? ["'self'", doors()?.mainOrigin ?? "", ...origins].filter(Boolean) : [],
  });
}

interface Shown {
  base?: string;
  captcha?: DoorPlace["captcha"];
  framedBy?: string[];
}

/** The page behind a path of the program, under a policy with a nonce of its own. */
function shown(request: NextRequest, path: string, { base, captcha, framedBy = [] }: Shown) {
  const nonce = makeNonce();
  const isDevelopment = doors()?.isDevelopment ?? false;
  const policy = pagePolicy({ nonce, framedBy, isDevelopment, ...(captcha ? { captcha } : {}) });
  const headers = new Headers(request.headers);
  // Next reads the nonce out of it and puts it on its own scripts.
  headers.set("content-security-policy", policy);
  headers.delete(DOOR_HEADER);
  headers.delete(BASE_HEADER);
  if (base) {
    headers.set(DOOR_HEADER, "portal");
    headers.set(BASE_HEADER, base);
  }
  const url = request.nextUrl.clone();
  url.pathname = path;
  const isHere = path === request.nextUrl.pathname;
  const init = { request: { headers } };
  const response = isHere ? NextResponse.next(init) : NextResponse.rewrite(url, init);
  response.headers.set("content-security-policy", policy);
  // Older browsers know no list of origins; they are told of pages that nobody may frame.
  if (framedBy.length === 0) response.headers.set("x-frame-options", "DENY");
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|_next/|pocket-sw.js|lead-form.js|favicon.ico|icon|apple-icon|manifest|robots.txt).*)",
  ],
};
