import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { JoinSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import {
  authorize,
  authorOf,
  type Context,
  inService,
  inTransaction,
  type OperatorContext,
  type PortalContext,
  type SystemActor,
} from "../../context";
import { requireVisibleParties } from "../../parties";
import { giveValues } from "../changes/give-values";
import { givenValues } from "../changes/inputs";
import { requireReach } from "../reach";
import { joinIdInput, rejectJoinInput } from "./inputs";
import { admit, requireFree } from "./join";
import { loadStanding, requireAdmin, requireWithin } from "./standing";

interface Join {
  organisationId: number;
  portalUserId: number;
  personId: number;
  personName: string;
  sight: JoinSight;
  isFounder: boolean;
  given: Record<string, unknown> | null;
}

/**
 * One of ours confirms that somebody belongs to an organisation; whoever brought it in looks after it
 * from then on, and what they wrote of a card that we had waits to be confirmed as any change.
 * Throws not_found `portal.join_not_found`, precondition `portal.join_over`, forbidden
 * `portal.sees_more`.
 */
export async function acceptJoin(ctx: OperatorContext, raw: { joinId: number }): Promise<void> {
  authorize(ctx, "portal:invite");
  const { joinId } = joinIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const join = await loadJoin(tx, joinId);
    const { personId: partyId, sight, organisationId } = join;
    await requireReach(inner, tx, { partyId, sight, organisationId });
    await accept(inner, tx, { joinId, join, isAdmin: join.isFounder });
    if (join.given) await proposeGiven(inner, join);
  });
}

/** The organisation's own administrator confirms a colleague. Throws also `portal.not_admin`. */
export async function acceptMyJoin(ctx: PortalContext, raw: { joinId: number }): Promise<void> {
  const { joinId } = joinIdInput.parse(raw);
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const join = await loadMine(ctx, tx, joinId);
    await accept(inner, tx, { joinId, join, isAdmin: false });
  });
}

/** Throws as `acceptJoin`. The reason is told to whoever asked. */
export async function rejectJoin(
  ctx: OperatorContext,
  raw: z.input<typeof rejectJoinInput>,
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { joinId, reason } = rejectJoinInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { organisationId } = await loadJoin(tx, joinId);
    await requireVisibleParties(inner, tx, [organisationId]);
    await decide(inner, tx, { joinId, organisationId, state: "rejected", reason });
  });
}

export async function rejectMyJoin(
  ctx: PortalContext,
  raw: z.input<typeof rejectJoinInput>,
): Promise<void> {
  const { joinId, reason } = rejectJoinInput.parse(raw);
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const { organisationId } = await loadMine(ctx, tx, joinId);
    await decide(inner, tx, { joinId, organisationId, state: "rejected", reason });
  });
}

async function loadJoin({ sql }: Tx, joinId: number): Promise<Join> {
  const [row] = await sql<Join[]>`
    select living_party(j.organisation_id) as "organisationId",
           j.portal_user_id as "portalUserId", living_party(u.party_id) as "personId",
           u.name as "personName", j.sight, j.is_founder as "isFounder", j.given
      from organisation_joins j join portal_users u on u.id = j.portal_user_id
     where j.id = ${joinId}`;
  if (!row) throw new DomainError("not_found", "portal.join_not_found");
  return row;
}

/** Of the administrator's own organisation, and within what they see; another is not there. */
async function loadMine(ctx: PortalContext, tx: Tx, joinId: number): Promise<Join> {
  const admin = requireAdmin(await loadStanding(tx, ctx.actor.portalUserId));
  const join = await loadJoin(tx, joinId);
  if (join.organisationId !== admin.organisationId) {
    throw new DomainError("not_found", "portal.join_not_found");
  }
  requireWithin(join.sight, admin.sight);
  return join;
}

interface Acceptance {
  joinId: number;
  join: Join;
  isAdmin: boolean;
}

async function accept(ctx: Context, tx: Tx, { joinId, join, isAdmin }: Acceptance): Promise<void> {
  const { portalUserId, organisationId, sight } = join;
  const standing = await loadStanding(tx, portalUserId, { isLocked: true });
  await decide(ctx, tx, { joinId, organisationId, state: "accepted" });
  await requireFree(tx, standing);
  await admit(tx, { portalUserId, organisationId, sight, isAdmin });
}

interface Decision {
  joinId: number;
  organisationId: number;
  state: "accepted" | "rejected";
  reason?: string;
}

async function decide(ctx: Context, { sql }: Tx, decision: Decision): Promise<void> {
  const { joinId, organisationId, state, reason = null } = decision;
  const rows = await sql`
    update organisation_joins set state = ${state}, decided_at = ${ctx.now},
           decided_by_name = ${authorOf(ctx.actor).name}, reason = ${reason}
     where id = ${joinId} and state = 'waiting' returning id`;
  if (rows.length === 0) throw new DomainError("precondition", "portal.join_over");
  const action = state === "accepted" ? "portal.accept-join" : "portal.reject-join";
  const row = { entity: "party", entityId: organisationId, action, reason };
  await writeAudit(ctx, { ...row, after: { joinId } });
}

/** As if the client had written it into the form of the card: nothing of it stands there at once. */
async function proposeGiven(ctx: OperatorContext, join: Join): Promise<void> {
  const values = givenValues.partial().safeParse(join.given);
  if (!values.success) return;
  const { organisationId: partyId, portalUserId, personName: name } = join;
  const { tenantId, language } = ctx.actor;
  const actor: SystemActor = {
    ...{ kind: "system", tenantId, job: "portal", language },
    forClient: { portalUserId, name },
  };
  const confirmed = ["name", "taxId", "legalForm", "address", "contactPerson"] as const;
  await giveValues({ ...ctx, actor }, { partyId, version: null, values: values.data, confirmed });
}
