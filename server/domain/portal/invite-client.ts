import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { portalInvitations } from "@/db/schema";
import type { Mails } from "@/emails/mails";
import { dayOf } from "@/server/kernel/days";
import { doorLink } from "@/server/kernel/door-link";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { queueMails } from "../mails";
import { requireVisibleParties } from "../parties";
import { type InviteClientInput, invitationInput, inviteClientInput } from "./inputs";
import { loadInvited } from "./load";
import { requireReach } from "./reach";
import { hashOf, newSecret } from "./secret";

const DAY_MS = 86_400_000;
export const INVITATION_DAYS = 14;

export interface MadeInvitation {
  invitationId: number;
  /** Shown once; only its hash is kept. Null: it went by mail, and is its reader's alone. */
  token: string | null;
  expiresAt: Date;
}

/**
 * Invites a client to the portal. Whoever holds the token and knows two facts of the card registers
 * by it, once. An earlier open invitation of the same card to the same address ends. Throws
 * not_found, precondition `portal.shut`, `portal.nothing_to_confirm`, invalid.
 */
export async function inviteClient(
  ctx: OperatorContext,
  raw: InviteClientInput,
): Promise<MadeInvitation> {
  authorize(ctx, "portal:invite");
  const input = inviteClientInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireReach(inner, tx, input);
    await requireOpenDoor(tx);
    const party = await loadInvited(tx, input.partyId);
    if (!party.birthOn && !party.registrationNo && party.caseCount === 0) {
      throw new DomainError("precondition", "portal.nothing_to_confirm");
    }
    await tx.sql`
      update portal_invitations set revoked_at = ${ctx.now}
       where party_id = ${party.id} and channel = ${input.channel}
         and address is not distinct from ${input.address}
         and used_at is null and revoked_at is null`;
    const token = newSecret();
    const expiresAt = endOf(ctx.now);
    const { partyId, channel, address, sight, organisationId = null } = input;
    const language = input.language ?? (await languageOf(tx, party.id));
    const [row] = await tx
      .insert(portalInvitations)
      .values({
        ...{ partyId, channel, address, sight, organisationId, expiresAt, language },
        secretHash: hashOf(ctx.keys, "invitation", token),
        createdAt: ctx.now,
        createdBy: ctx.actor.operatorId,
        sentAt: ctx.now,
      })
      .returning({ id: portalInvitations.id });
    if (!row) throw new Error("the invitation was not written");
    await audit(inner, { id: row.id, partyId, action: "portal.invite", after: { channel, sight } });
    await mail(inner, tx, { key: `${row.id}:1`, address, token, expiresAt, language });
    return { invitationId: row.id, token: address === null ? token : null, expiresAt };
  });
}

/** Gives an open invitation a new token and a new term; the old token is good for nothing. */
export async function resendInvitation(
  ctx: OperatorContext,
  raw: { invitationId: number },
): Promise<MadeInvitation> {
  authorize(ctx, "portal:invite");
  const { invitationId } = invitationInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadOpen(inner, tx, invitationId);
    await requireReach(inner, tx, row);
    await requireOpenDoor(tx);
    const token = newSecret();
    const expiresAt = endOf(ctx.now);
    await tx
      .update(portalInvitations)
      .set({
        secretHash: hashOf(ctx.keys, "invitation", token),
        sentAt: ctx.now,
        sentTimes: row.sentTimes + 1,
        failures: 0,
        expiresAt,
      })
      .where(eq(portalInvitations.id, invitationId));
    const { partyId } = row;
    await audit(inner, { id: invitationId, partyId, action: "portal.resend-invitation" });
    const key = `${invitationId}:${row.sentTimes + 1}`;
    const { address, language } = row;
    await mail(inner, tx, { key, address, token, expiresAt, language });
    return { invitationId, token: row.address === null ? token : null, expiresAt };
  });
}

/** Takes an open invitation back. Throws not_found, precondition `portal.invitation_over`. */
export async function revokeInvitation(
  ctx: OperatorContext,
  raw: { invitationId: number },
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { invitationId } = invitationInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { partyId } = await loadOpen(inner, tx, invitationId);
    await tx
      .update(portalInvitations)
      .set({ revokedAt: ctx.now })
      .where(eq(portalInvitations.id, invitationId));
    await audit(inner, { id: invitationId, partyId, action: "portal.revoke-invitation" });
  });
}

/** The invitation goes where it was addressed to; one on paper is handed over by a person. */
async function mail(
  ctx: OperatorContext,
  tx: Tx,
  sent: {
    key: string;
    address: string | null;
    token: string;
    expiresAt: Date;
    language: Locale | null;
  },
): Promise<void> {
  if (sent.address === null) return;
  const [site] = await tx.sql<
    { slug: string; host: string | null; sender: string; language: Locale }[]
  >`
    select t.slug, s.host, coalesce(nullif(s.title, ''), t.name) as sender, t.language
      from tenants t join portal_sites s on s.tenant_id = t.id`;
  if (!site) throw new DomainError("precondition", "portal.shut");
  const path = doorLink(site, `/invitation/${sent.token}`);
  const data: Mails["client_invitation"] = {
    sender: site.sender,
    until: dayOf(sent.expiresAt),
    sealedPath: ctx.keys.seal(path).toString("base64"),
  };
  const language = sent.language ?? site.language;
  const to = { operatorId: null, toAddress: sent.address, language };
  const key = `portal.invitation:${sent.key}`;
  await queueMails(ctx, tx, [{ key, kind: "client_invitation", ...to, data }]);
}

/** In which the client was met last at the portal, or invited; null: nobody knows. */
async function languageOf({ sql }: Tx, partyId: number): Promise<Locale | null> {
  const [known] = await sql<{ language: Locale }[]>`
    select language from (
      select language, created_at from portal_users where living_party(party_id) = ${partyId}
      union all
      select language, created_at from portal_invitations
       where living_party(party_id) = ${partyId} and language is not null) k
     order by created_at desc limit 1`;
  return known?.language ?? null;
}

const endOf = (now: Date) => new Date(now.getTime() + INVITATION_DAYS * DAY_MS);

async function requireOpenDoor({ sql }: Tx): Promise<void> {
  const [open] = await sql`select 1 from portal_sites where is_open`;
  if (!open) throw new DomainError("precondition", "portal.shut");
}

async function loadOpen(ctx: OperatorContext, tx: Tx, invitationId: number) {
  const mine = eq(portalInvitations.id, invitationId);
  const [row] = await tx.select().from(portalInvitations).where(mine).for("update");
  if (!row) throw new DomainError("not_found", "portal.invitation_not_found");
  await requireVisibleParties(ctx, tx, [row.partyId]);
  if (row.usedAt || row.revokedAt) throw new DomainError("precondition", "portal.invitation_over");
  return row;
}

function audit(
  ctx: Context,
  entry: { id: number; partyId: number; action: string; after?: Record<string, unknown> },
): Promise<void> {
  const { id, partyId, action, after = {} } = entry;
  const row = { entity: "portal_invitation", entityId: id };
  return writeAudit(ctx, { ...row, action, after: { partyId, ...after } });
}
