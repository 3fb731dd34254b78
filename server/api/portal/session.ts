import { isSecureRequest } from "../../auth";
import { makeToday, type PortalContext } from "../../domain/context";
import { clientOfSession, type DemoDoor, findSite, type PortalSite } from "../../domain/portal";
import { fuses } from "../../runtime";

/** Lives as long as the session in the database may; that one decides. */
const COOKIE_LIFE_SECONDS = 30 * 24 * 3_600;

interface CookieWay {
  isSecure: boolean;
  /** In a frame of another site: a cookie of its own, which that site's frames alone carry. */
  isFramed?: boolean;
}

/** Over https the name's prefix keeps sub-domains from planting a cookie of their own. */
export function portalCookieName(isSecure: boolean, isFramed = false): string {
  const name = isFramed ? "saldo.portal-frame" : "saldo.portal";
  return isSecure ? `__Host-${name}` : name;
}

/**
 * A session in a frame is parted by the site that shows it (CHIPS): SameSite=None lets it into the
 * frame, Partitioned keeps it out of every other. Browsers take such a cookie over https only, or
 * from the own machine.
 */
export function portalCookieLine(secret: string | null, way: CookieWay): string {
  const { isSecure, isFramed = false } = way;
  const life = secret === null ? 0 : COOKIE_LIFE_SECONDS;
  const ways = isFramed
    ? "SameSite=None; Secure; Partitioned"
    : `SameSite=Lax${isSecure ? "; Secure" : ""}`;
  const name = portalCookieName(isSecure, isFramed);
  return `${name}=${secret ?? ""}; Path=/; HttpOnly; Max-Age=${life}; ${ways}`;
}

/** Said by pages in a frame with every call; another site's page cannot say it of itself. */
const FRAME_HEADER = "x-saldo-frame";

/** Whether a request comes from a frame: its header says so, or its address where it can have none. */
export function isFramedCall(headers: { get(name: string): string | null }, url: string): boolean {
  return headers.get(FRAME_HEADER) === "1" || /[?&]frame=1(&|$)/.test(url);
}

export interface PortalVisit {
  door: DemoDoor;
  site: PortalSite | null;
  ctx: PortalContext | null;
}

interface Visit {
  slug: string;
  secret: string | undefined;
  /** A page asks by itself: nobody need be sitting at it. */
  isWatching?: boolean;
}

/** Whose door a request came to, and which client sent it; another tenant's cookie is nobody's here. */
export async function visitOf({ slug, secret, isWatching = false }: Visit): Promise<PortalVisit> {
  const now = new Date();
  const door = { ...fuses(), now };
  const [site, actor] = await Promise.all([
    findSite(door, { slug }),
    secret ? clientOfSession(door, secret, { isWatching }) : null,
  ]);
  const isHere = site !== null && actor?.tenantId === site.tenantId;
  const ctx = isHere && actor ? { ...door, actor, today: makeToday(now) } : null;
  return { door, site, ctx };
}

export { isSecureRequest };
