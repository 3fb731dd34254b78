/** No host of the real world: an address that leads to any other leads out. */
const HERE = "http://portal.invalid";
const LENGTH_MAX = 2_000;
/** A slash, a backslash, a control sign or a percent sign that hides behind its code. */
const HIDDEN_SIGN = /%(?:2f|5c|25|7f|[01][\da-f])/i;

/**
 * The page a client goes to after sign-in: the one they asked for, if it stands behind this very
 * door, else the door's own first page. What comes is a path as `?from=` carried it, decoded once.
 */
export function returnPath(from: unknown, slug: string): string {
  const home = `/portal/${slug}`;
  if (typeof from !== "string" || !from.startsWith("/") || from.length > LENGTH_MAX) return home;
  // Browsers read a backslash as a slash and drop tabs and line ends before they look.
  if (/[\\\p{Cc}]/u.test(from) || !URL.canParse(from, HERE)) return home;
  const { origin, pathname, search, hash } = new URL(from, HERE);
  if (origin !== HERE || HIDDEN_SIGN.test(pathname)) return home;
  const isInside = pathname === home || pathname.startsWith(`${home}/`);
  if (!isInside || pathname.startsWith(`${home}/sign-in`)) return home;
  return pathname + search + hash;
}

/** Where one signs in, and comes back from to `path`. */
export const signInPath = (slug: string, path: string) =>
  `/portal/${slug}/sign-in?from=${encodeURIComponent(path)}`;
