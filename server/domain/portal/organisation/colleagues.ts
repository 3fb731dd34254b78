import type { Tx } from "@/db/client";
import type { PortalSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { inService, inTransaction, type PortalContext } from "../../context";
import { colleagueInput } from "./inputs";
import { loadStanding, requireAdmin, requireWithin } from "./standing";

/** Another account of the same organisation. */
export interface Colleague {
  id: number;
  name: string;
  email: string;
  sight: PortalSight;
  isAdmin: boolean;
  isMe: boolean;
  /** Whoever asks may end it. */
  mayRemove: boolean;
}

interface Asker {
  organisationId: number;
  portalUserId: number;
  sight: PortalSight;
}

export async function readColleagues(
  { sql }: Tx,
  { organisationId, portalUserId, sight }: Asker,
): Promise<Colleague[]> {
  const rows = await sql<Colleague[]>`
    select u.id, u.name, u.email, u.sight, u.is_organisation_admin as "isAdmin",
           u.id = ${portalUserId} as "isMe",
           u.id <> ${portalUserId} and (${sight} = 'subordinate' or u.sight <> 'subordinate')
             as "mayRemove"
      from portal_users u
     where living_party(u.organisation_id) = ${organisationId} and u.is_active
     order by u.name, u.id limit 200`;
  return [...rows];
}

/**
 * Takes a colleague out of the organisation: their account stays and sees only what is their own.
 * Throws forbidden `portal.not_admin`, `portal.sees_more`, not_found `portal.client_not_found` for
 * anybody else's, precondition `portal.not_yourself`.
 */
export async function removeColleague(
  ctx: PortalContext,
  raw: { portalUserId: number },
): Promise<void> {
  const { portalUserId } = colleagueInput.parse(raw);
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const admin = requireAdmin(await loadStanding(tx, ctx.actor.portalUserId));
    const colleague = await loadStanding(tx, portalUserId, { isLocked: true });
    const { organisationId } = admin;
    if (colleague.organisationId !== organisationId) {
      throw new DomainError("not_found", "portal.client_not_found");
    }
    if (portalUserId === admin.portalUserId) {
      throw new DomainError("precondition", "portal.not_yourself");
    }
    requireWithin(colleague.sight, admin.sight);
    await tx.sql`
      update portal_users set sight = 'own', organisation_id = null, is_organisation_admin = false
       where id = ${portalUserId}`;
    await tx.sql`
      update organisation_joins set state = 'ended', decided_at = ${ctx.now}
       where portal_user_id = ${portalUserId} and state = 'accepted'`;
    const row = { entity: "portal_user", entityId: portalUserId };
    await writeAudit(inner, {
      ...row,
      action: "portal.remove-colleague",
      after: { organisationId },
    });
  });
}
