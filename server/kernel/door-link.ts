/** Where a door stands: under a host of its own, or below the operators' host. */
export interface DoorAddress {
  slug: string;
  host: string | null;
}

/**
 * A link to a page of a door, "/invitation/…", as rows keep it: "//portal.example.cz/invitation/…"
 * or "/portal/demo/invitation/…". The scheme and the port are the install's; see `wholeLink`.
 */
export const doorLink = ({ slug, host }: DoorAddress, path: string): string =>
  host === null ? `/portal/${slug}${path}` : `//${host}${path || "/"}`;

/** "https://portal.example.cz/invitation/…" of such a link, by the address of the install. */
export function wholeLink(link: string, baseUrl: string): string {
  if (!link.startsWith("//") || !baseUrl) return `${baseUrl}${link}`;
  const { protocol, port } = new URL(baseUrl);
  const [, host = "", path = ""] = /^\/\/([^/]+)(.*)$/.exec(link) ?? [];
  return `${protocol}//${host}${port ? `:${port}` : ""}${path}`;
}

/** The first page of a door as other sites show it in a frame; a link as `doorLink` makes them. */
export const frameLink = ({ slug, host }: DoorAddress): string =>
  host === null ? `/embed/${slug}` : `//${host}/embed`;
