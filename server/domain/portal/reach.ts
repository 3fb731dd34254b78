import type { Tx } from "@/db/client";
import type { PortalSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorContext } from "../context";
import { requireVisibleParties } from "../parties";
import { requireSeen, treeOf } from "./seen";

export interface Sight {
  partyId: number;
  sight: PortalSight;
  organisationId?: number | null | undefined;
}

/**
 * Refuses sight that whoever gives it does not have: an organisation hidden from them, or a case of
 * the card or of the organisation behind another access group. Throws invalid
 * `portal.organisation_missing`, `portal.organisation_is_a_person`, not_found, forbidden
 * `portal.sees_more`.
 */
export async function requireReach(ctx: OperatorContext, tx: Tx, given: Sight): Promise<void> {
  const { partyId, sight, organisationId = null } = given;
  const field = { field: "organisationId" };
  if (sight !== "own" && organisationId === null) {
    throw new DomainError("invalid", "portal.organisation_missing", field);
  }
  const isWide = sight === "subordinate" && organisationId !== null;
  const below = isWide ? await treeOf(tx, organisationId) : [];
  const cards = organisationId === null ? [partyId] : [partyId, organisationId, ...below];
  await requireVisibleParties(ctx, tx, cards);
  if (organisationId !== null) {
    const [row] = await tx.sql<{ kind: string }[]>`
      select kind from parties where id = ${organisationId}`;
    if (row?.kind === "natural_person") {
      throw new DomainError("invalid", "portal.organisation_is_a_person", field);
    }
  }
  await requireSeen(tx, sight === "own" ? [partyId] : cards);
}
