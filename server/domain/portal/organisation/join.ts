import type { Tx } from "@/db/client";
import type { JoinSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { claimAttempt, minutesUntil, releaseAttempt } from "../../access";
import { writeAudit } from "../../audit";
import { type Context, inService, inTransaction, type PortalContext, reading } from "../../context";
import { findCode, takeCode } from "./code-uses";
import { joinInput } from "./inputs";
import { loadStanding, type Standing } from "./standing";

/**
 * Joins an organisation by its code: at once where the code says so, else when the organisation's
 * administrator or one of ours confirms it. Throws precondition `portal.code_over`,
 * `portal.has_organisation`, `portal.join_waiting`, `access.locked`.
 */
export async function joinOrganisation(
  ctx: PortalContext,
  raw: { code: string },
): Promise<{ isWaiting: boolean }> {
  const { code: text } = joinInput.parse(raw);
  const { tenantId, portalUserId } = ctx.actor;
  const claim = await claimAttempt(ctx, "joinCode", `${tenantId}:${portalUserId}`);
  if (claim.isLocked) {
    const minutes = minutesUntil(claim.lockedUntil, ctx.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  const service = inService(ctx, "portal");
  const codeId = await reading(service, (tx) => findCode(ctx, tx, { tenantId, text }));
  const joined = await inTransaction(service, (inner, tx) => {
    return joinByCode(inner, tx, { portalUserId, codeId });
  });
  await releaseAttempt(ctx, claim.attempt);
  return joined;
}

/** In a transaction that may make the account as well. */
export async function joinByCode(
  ctx: Context,
  tx: Tx,
  { portalUserId, codeId }: { portalUserId: number; codeId: number },
): Promise<{ isWaiting: boolean }> {
  const standing = await loadStanding(tx, portalUserId, { isLocked: true });
  await requireFree(tx, standing);
  const { organisationId, sight, isAtOnce } = await takeCode(ctx, tx, codeId);
  await insertJoin(ctx, tx, {
    ...{ portalUserId, organisationId, codeId, sight, isFounder: false, given: null },
    state: isAtOnce ? "accepted" : "waiting",
  });
  if (isAtOnce) await admit(tx, { portalUserId, organisationId, sight, isAdmin: false });
  return { isWaiting: !isAtOnce };
}

/** One organisation an account, one question at a time. */
export async function requireFree({ sql }: Tx, standing: Standing): Promise<void> {
  if (standing.organisationId !== null || !standing.isPerson) {
    throw new DomainError("precondition", "portal.has_organisation");
  }
  const [waiting] = await sql`
    select 1 from organisation_joins
     where portal_user_id = ${standing.portalUserId} and state = 'waiting'`;
  if (waiting) throw new DomainError("precondition", "portal.join_waiting");
}

interface NewJoin {
  portalUserId: number;
  organisationId: number;
  codeId: number | null;
  sight: JoinSight;
  isFounder: boolean;
  given: Record<string, unknown> | null;
  state: "waiting" | "accepted";
}

export async function insertJoin(ctx: Context, { sql }: Tx, join: NewJoin): Promise<void> {
  const { portalUserId, organisationId, codeId, sight, isFounder, given, state } = join;
  const isDone = state === "accepted";
  await sql`
    insert into organisation_joins (organisation_id, portal_user_id, code_id, sight, is_founder,
           given, state, asked_at, decided_at)
    values (${organisationId}, ${portalUserId}, ${codeId}, ${sight}, ${isFounder},
            ${given ? JSON.stringify(given) : null}::jsonb, ${state}, ${ctx.now},
            ${isDone ? ctx.now : null})`;
  const row = { entity: "party", entityId: organisationId, action: "portal.join" };
  await writeAudit(ctx, { ...row, after: { portalUserId, sight, state } });
}

interface Admission {
  portalUserId: number;
  organisationId: number;
  sight: JoinSight;
  isAdmin: boolean;
}

export async function admit(
  { sql }: Tx,
  { portalUserId, organisationId, sight, isAdmin }: Admission,
): Promise<void> {
  await sql`
    update portal_users set organisation_id = ${organisationId}, sight = ${sight},
           is_organisation_admin = ${isAdmin}
     where id = ${portalUserId}`;
}
