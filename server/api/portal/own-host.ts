import type { DoorPlace } from "../../domain/portal";

export type { DoorPlace };

/** What the proxy and the server ask of doors; set once, when the process starts. */
export interface Doors {
  /** The operators' own host, "saldo.agency.example". */
  mainOrigin: string;
  isDevelopment: boolean;
  ofHost(host: string): Promise<DoorPlace | null>;
  ofSlug(slug: string): Promise<DoorPlace | null>;
}

interface Headers {
  get(name: string): string | null;
}

/** The host that was asked for, without its port. The front door has put the headers right. */
export function askedHost(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  return host.trim().toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}

/**
 * Whether an address is answered on a door's own host: below /api/ what belongs to that very door and
 * nothing of the operators', the machines' or another tenant's.
 */
export function isAnsweredAt({ slug }: Pick<DoorPlace, "slug">, url: string): boolean {
  const path = plainPath(url);
  if (path === null) return false;
  if (!path.startsWith("/api/")) return true;
  const doors = ["trpc/portal", "portal", "files/portal", "push/portal"];
  return doors.some((door) => isBelow(path, `/api/${door}/${slug}`));
}

const isBelow = (path: string, above: string) =>
  path === above || path.startsWith(`${above}/`) || path.startsWith(`${above}?`);

/** A path as it was meant, without the ways to write another; null: it cannot be read. */
function plainPath(url: string): string | null {
  try {
    const { pathname } = new URL(`http://door${decodeURIComponent(url.split("?", 1)[0] ?? "")}`);
    return pathname.replace(/\/{2,}/g, "/").toLowerCase();
  } catch {
    return null;
  }
}

/** Which door's page a path of the operators' host is, and whether in a frame. */
const PAGE = /^\/(portal|embed)\/([a-z0-9-]{1,60})(\/.*)?$/;
const OWN_FRAME = /^\/embed(\/.*)?$/;

export interface DoorPage {
  slug: string;
  /** Under which path the door's pages stand for this visitor: "/", "/embed", "/portal/demo". */
  base: string;
  isFramed: boolean;
  /** The path by which the program knows the page: "/portal/demo/data". */
  path: string;
}

/** null: the operators' own page. */
export function doorPageOf(path: string, own: Pick<DoorPlace, "slug"> | null): DoorPage | null {
  if (own) {
    const framed = OWN_FRAME.exec(path);
    const below = framed ? (framed[1] ?? "") : path === "/" ? "" : path;
    const inside = `/portal/${own.slug}${below}`;
    return {
      slug: own.slug,
      base: framed ? "/embed" : "/",
      isFramed: framed !== null,
      path: inside,
    };
  }
  const [, kind, slug, below = ""] = PAGE.exec(path) ?? [];
  if (!kind || !slug) return null;
  const base = `/${kind}/${slug}`;
  return { slug, base, isFramed: kind === "embed", path: `/portal/${slug}${below}` };
}
