/** The page to go to after sign-in: only a path of ours, never another site's address. */
export function safeReturnPath(from: string | null | undefined): string {
  if (!from?.startsWith("/") || from.startsWith("//") || /[\\\p{Cc}]/u.test(from)) return "/";
  return from.startsWith("/sign-in") ? "/" : from;
}
