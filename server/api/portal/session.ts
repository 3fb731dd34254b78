import { isSecureRequest } from "../../auth";
import { makeToday, type PortalContext } from "../../domain/context";
import { clientOfSession, type DemoDoor, findSite, type PortalSite } from "../../domain/portal";
import { fuses } from "../../runtime";

/** Lives as long as the session in the database may; that one decides. */
const COOKIE_LIFE_SECONDS = 30 * 24 * 3_600;

/** Over https the name's prefix keeps sub-domains from planting a cookie of their own. */
export const portalCookieName = (isSecure: boolean) =>
  isSecure ? "__Host-saldo.portal" : "saldo.portal";

export function portalCookieLine(secret: string | null, isSecure: boolean): string {
  const life = secret === null ? 0 : COOKIE_LIFE_SECONDS;
  const secure = isSecure ? "; Secure" : "";
  return (
    `${portalCookieName(isSecure)}=${secret ?? ""}; Path=/; HttpOnly; SameSite=Lax; ` +
    `Max-Age=${life}${secure}`
  );
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
