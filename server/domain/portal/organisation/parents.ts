import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../../context";
import { requireVisibleParties, visibleParty } from "../../parties";
import { requireSeen, treeOf } from "../seen";
import { type CodeItem, readCodes } from "./codes";
import { organisationInput, setAdminInput, setParentInput } from "./inputs";

export interface OrganisationCard {
  parent: { id: number; name: string } | null;
  children: { id: number; name: string }[];
  codes: CodeItem[];
  /** Accounts that belong to it. */
  accounts: { id: number; name: string; email: string; isAdmin: boolean }[];
}

/** Where an organisation stands, who of its people has an account, and how others join. */
export async function organisationCard(
  ctx: OperatorContext,
  raw: { partyId: number },
): Promise<OrganisationCard> {
  authorize(ctx, "parties:read");
  const { partyId } = organisationInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireVisibleParties(ctx, tx, [partyId]);
    const { sql } = tx;
    const [parents, children, accounts, codes] = await Promise.all([
      sql<{ id: number; name: string }[]>`
        select p.id, p.full_name as name from organisation_parents o
          join parties p on p.id = living_party(o.parent_id)
         where o.party_id = ${partyId} and ${visibleParty(tx, ctx.actor)}`,
      sql<{ id: number; name: string }[]>`
        select p.id, p.full_name as name from organisation_parents o
          join parties p on p.id = living_party(o.party_id)
         where living_party(o.parent_id) = ${partyId} and ${visibleParty(tx, ctx.actor)}
         order by p.full_name limit 100`,
      sql<OrganisationCard["accounts"]>`
        select u.id, u.name, u.email, u.is_organisation_admin as "isAdmin" from portal_users u
         where living_party(u.organisation_id) = ${partyId} and u.is_active order by u.name, u.id`,
      readCodes(tx, { organisationId: partyId, now: ctx.now }),
    ]);
    return {
      ...{ parent: parents[0] ?? null, children: [...children], codes },
      accounts: [...accounts],
    };
  });
}

/**
 * Says under whom an organisation stands. Accounts above it with the sight of subordinates see its
 * cases from then on, so whoever says it has to see all of those. Throws invalid
 * `portal.organisation_circle`, `portal.organisation_depth`, `portal.organisation_is_a_person`,
 * forbidden `portal.sees_more`, not_found.
 */
export async function setParent(
  ctx: OperatorContext,
  raw: z.input<typeof setParentInput>,
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { partyId, parentId } = setParentInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const tree = await treeOf(tx, partyId);
    await requireVisibleParties(inner, tx, [...tree, partyId, ...(parentId ? [parentId] : [])]);
    await requireOrganisations(tx, [partyId, ...(parentId ? [parentId] : [])]);
    await requireSeen(tx, tree);
    const [before] = await sql<{ parentId: number }[]>`
      select parent_id as "parentId" from organisation_parents where party_id = ${partyId}`;
    if (parentId === null) await sql`delete from organisation_parents where party_id = ${partyId}`;
    else await write(inner, tx, { partyId, parentId });
    const changed = changes({ parentId: before?.parentId ?? null }, { parentId });
    if (!changed) return;
    const row = { entity: "party", entityId: partyId, action: "portal.set-parent" };
    await writeAudit(inner, { ...row, ...changed });
  });
}

async function write(
  ctx: OperatorContext,
  tx: Tx,
  { partyId, parentId }: { partyId: number; parentId: number },
): Promise<void> {
  try {
    await tx.sql`
      insert into organisation_parents (party_id, parent_id, set_by, set_at)
      values (${partyId}, ${parentId}, ${ctx.actor.operatorId}, ${ctx.now})
      on conflict (tenant_id, party_id) do update
         set parent_id = excluded.parent_id, set_by = excluded.set_by, set_at = excluded.set_at`;
  } catch (cause) {
    const name = (cause as { constraint_name?: string }).constraint_name ?? "";
    if (name !== "organisation_circle" && name !== "organisation_depth") throw cause;
    throw new DomainError("invalid", `portal.${name}`, { field: "parentId" });
  }
}

async function requireOrganisations({ sql }: Tx, ids: number[]): Promise<void> {
  const [person] = await sql`
    select 1 from parties where id = any (${ids}::bigint[]) and kind = 'natural_person'`;
  if (person) {
    throw new DomainError("invalid", "portal.organisation_is_a_person", { field: "parentId" });
  }
}

/** Who of an organisation looks after its accounts. Throws not_found, precondition. */
export async function setAdmin(
  ctx: OperatorContext,
  raw: z.input<typeof setAdminInput>,
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { portalUserId, isAdmin } = setAdminInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ organisationId: number | null; sight: string }[]>`
      select living_party(organisation_id) as "organisationId", sight
        from portal_users where id = ${portalUserId} and is_active for update`;
    if (!row) throw new DomainError("not_found", "portal.client_not_found");
    if (row.organisationId === null) {
      throw new DomainError("precondition", "portal.organisation_missing");
    }
    const tree = row.sight === "subordinate" ? await treeOf(tx, row.organisationId) : [];
    await requireVisibleParties(inner, tx, [row.organisationId, ...tree]);
    await requireSeen(tx, [row.organisationId, ...tree]);
    await tx.sql`
      update portal_users set is_organisation_admin = ${isAdmin},
             sight = case when ${isAdmin} and sight = 'own' then 'organisation' else sight end
       where id = ${portalUserId}`;
    const named = { entity: "portal_user", entityId: portalUserId, action: "portal.set-admin" };
    await writeAudit(inner, { ...named, after: { isAdmin } });
  });
}
