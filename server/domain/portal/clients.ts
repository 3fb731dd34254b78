import type { z } from "zod";
import type { InvitationChannel, PortalSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { requireVisibleParties, visibleParty } from "../parties";
import { partyInput, setClientInput } from "./inputs";
import { requireReach } from "./reach";

export interface ClientAccount {
  id: number;
  email: string;
  name: string;
  sight: PortalSight;
  organisation: { id: number; name: string } | null;
  language: Locale;
  isActive: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
}

export interface InvitationItem {
  id: number;
  channel: InvitationChannel;
  address: string | null;
  sight: PortalSight;
  sentAt: Date;
  sentTimes: number;
  expiresAt: Date;
  state: "open" | "used" | "revoked" | "ended";
}

export interface PartyPortal {
  isOpen: boolean;
  slug: string;
  /** Under which the portal stands, too. */
  host: string | null;
  accounts: ClientAccount[];
  invitations: InvitationItem[];
}

/** Accounts and invitations of a card, for the people who work with it. */
export async function portalOfParty(
  ctx: OperatorContext,
  raw: { partyId: number },
): Promise<PartyPortal> {
  authorize(ctx, "parties:read");
  const { partyId } = partyInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireVisibleParties(ctx, tx, [partyId]);
    const { sql } = tx;
    const [sites, accounts, invitations] = await Promise.all([
      sql<{ isOpen: boolean; slug: string; host: string | null }[]>`
        select coalesce(s.is_open, false) as "isOpen", t.slug, s.host
          from tenants t left join portal_sites s on true`,
      sql<ClientAccount[]>`
        select u.id, u.email, u.name, u.sight, u.language, u.is_active as "isActive",
               u.created_at as "createdAt", u.last_sign_in_at as "lastSignInAt",
               case when o.id is not null
                    then json_build_object('id', o.id, 'name', o.full_name) end as organisation
          from portal_users u
          left join lateral (select p.id, p.full_name from parties p
                              where p.id = u.organisation_id and ${visibleParty(tx, ctx.actor)}) o
            on true
         where living_party(u.party_id) = ${partyId} order by u.id`,
      sql<InvitationItem[]>`
        select id, channel, address, sight, sent_at as "sentAt", sent_times as "sentTimes",
               expires_at as "expiresAt",
               case when used_at is not null then 'used' when revoked_at is not null then 'revoked'
                    when expires_at <= ${ctx.now} then 'ended' else 'open' end as state
          from portal_invitations where living_party(party_id) = ${partyId}
          order by id desc limit 20`,
    ]);
    const [site] = sites;
    const { isOpen = false, slug = "", host = null } = site ?? {};
    return { isOpen, slug, host, accounts, invitations };
  });
}

/** Shuts or opens an account and says how far it sees; a shut one is signed out at once. */
export async function setClient(
  ctx: OperatorContext,
  raw: z.input<typeof setClientInput>,
): Promise<void> {
  authorize(ctx, "portal:invite");
  const input = setClientInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [row] = await sql<
      { partyId: number; isActive: boolean; sight: PortalSight; organisationId: number | null }[]
    >`
      select living_party(party_id) as "partyId", is_active as "isActive", sight,
             organisation_id as "organisationId"
        from portal_users where id = ${input.portalUserId} for update`;
    if (!row) throw new DomainError("not_found", "portal.client_not_found");
    const { partyId, ...before } = row;
    await requireVisibleParties(inner, tx, [partyId]);
    const { isActive, sight, organisationId = null } = input;
    const isWider = sight !== row.sight || organisationId !== row.organisationId || !row.isActive;
    // Whoever shuts an account lets nobody see more.
    if (isActive && isWider) await requireReach(inner, tx, { partyId, sight, organisationId });
    // Whoever belongs to another organisation from now on looks after none of them yet.
    await sql`update portal_users set is_active = ${isActive}, sight = ${sight},
                     is_organisation_admin = is_organisation_admin and ${sight} <> 'own'
                       and organisation_id is not distinct from ${organisationId}::bigint,
                     organisation_id = ${organisationId} where id = ${input.portalUserId}`;
    if (!isActive) {
      await sql`update portal_sessions set revoked_at = ${ctx.now}
                 where portal_user_id = ${input.portalUserId} and revoked_at is null`;
      // Who is kept out does not come in by another way that lies open.
      await sql`update portal_invitations set revoked_at = ${ctx.now}
                 where living_party(party_id) = ${partyId}
                   and used_at is null and revoked_at is null`;
    }
    const changed = changes(before, { isActive, sight, organisationId });
    if (!changed) return;
    const named = { entity: "portal_user", entityId: input.portalUserId };
    await writeAudit(inner, { ...named, action: "portal.set-client", ...changed });
  });
}
