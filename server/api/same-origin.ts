interface Headers {
  get(name: string): string | null;
}

/**
 * Whether a request that may change something comes from our own pages. Browsers always say so: by
 * Sec-Fetch-Site, older ones by Origin. A caller that says neither is no browser and carries no
 * victim's cookie.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return true;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  try {
    return host !== null && new URL(origin).host === host;
  } catch {
    return false;
  }
}
