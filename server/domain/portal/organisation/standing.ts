import type { Tx } from "@/db/client";
import type { PortalSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { inService, type PortalContext, reading } from "../../context";

/** What an account is to an organisation. */
export interface Standing {
  portalUserId: number;
  /** The living card that the account stands for. */
  partyId: number;
  isPerson: boolean;
  sight: PortalSight;
  /** The living card of the organisation; null: the account belongs to none. */
  organisationId: number | null;
  isAdmin: boolean;
}

/** Locked, two acts about one account come one after the other. */
export async function loadStanding(
  { sql }: Tx,
  portalUserId: number,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<Standing> {
  const lock = isLocked ? sql`for no key update of u` : sql``;
  const [row] = await sql<Standing[]>`
    select u.id as "portalUserId", p.id as "partyId", p.kind = 'natural_person' as "isPerson",
           u.sight, living_party(u.organisation_id) as "organisationId",
           u.is_organisation_admin as "isAdmin"
      from portal_users u join parties p on p.id = living_party(u.party_id)
     where u.id = ${portalUserId} and u.is_active ${lock}`;
  if (!row) throw new DomainError("not_found", "portal.client_not_found");
  return row;
}

export const myStanding = (ctx: PortalContext): Promise<Standing> =>
  reading(inService(ctx, "portal"), (tx) => loadStanding(tx, ctx.actor.portalUserId));

export interface Admin extends Standing {
  organisationId: number;
}

/** Throws forbidden `portal.not_admin`. */
export function requireAdmin(standing: Standing): Admin {
  const { isAdmin, organisationId } = standing;
  if (!isAdmin || organisationId === null) throw new DomainError("forbidden", "portal.not_admin");
  return { ...standing, organisationId };
}

const WIDTH: Record<PortalSight, number> = { own: 0, organisation: 1, subordinate: 2 };

/** Nobody lets see more than they see. Throws forbidden `portal.sees_more`. */
export function requireWithin(sight: PortalSight, own: PortalSight): void {
  if (WIDTH[sight] > WIDTH[own]) throw new DomainError("forbidden", "portal.sees_more");
}
