import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { JoinSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import {
  authorize,
  authorOf,
  type Context,
  clientIdOf,
  inService,
  inTransaction,
  type OperatorContext,
  type PortalContext,
} from "../../context";
import { requireVisibleParties } from "../../parties";
import {
  type MakeCodeInput,
  type MakeOrganisationCodeInput,
  makeCodeInput,
  makeOrganisationCodeInput,
} from "../inputs";
import { requireReach } from "../reach";
import { hashOfCode, newCode } from "./code-text";
import { codeIdInput } from "./inputs";
import { loadStanding, requireAdmin, requireWithin } from "./standing";

const DAY_MS = 86_400_000;
/** Codes of one organisation that lie open at a time. */
const OPEN_MAX = 20;

export interface MadeCode {
  codeId: number;
  /** Shown once; only its hash is kept. */
  code: string;
  expiresAt: Date;
}

/** A code for the organisation's people, by one of ours. Throws as `requireReach`. */
export async function makeOrganisationCode(
  ctx: OperatorContext,
  raw: MakeOrganisationCodeInput,
): Promise<MadeCode> {
  authorize(ctx, "portal:invite");
  const { partyId, ...input } = makeOrganisationCodeInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireReach(inner, tx, { partyId, sight: input.sight, organisationId: partyId });
    return insertCode(inner, tx, { organisationId: partyId, ...input });
  });
}

/**
 * A code for colleagues, by the organisation's own administrator. Throws forbidden
 * `portal.not_admin`, `portal.sees_more`, precondition `portal.codes_enough`.
 */
export async function makeMyCode(ctx: PortalContext, raw: MakeCodeInput): Promise<MadeCode> {
  const input = makeCodeInput.parse(raw);
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const standing = await loadStanding(tx, ctx.actor.portalUserId, { isLocked: true });
    const { organisationId, sight } = requireAdmin(standing);
    requireWithin(input.sight, sight);
    return insertCode(inner, tx, { organisationId, ...input });
  });
}

interface NewCode extends z.output<typeof makeCodeInput> {
  organisationId: number;
}

async function insertCode(ctx: Context, { sql }: Tx, given: NewCode): Promise<MadeCode> {
  const { organisationId, sight, usesMax, days, isAtOnce } = given;
  await sql`select id from parties where id = ${organisationId} for no key update`;
  const [open] = await sql<{ count: number }[]>`
    select count(*)::int as count from organisation_codes
     where organisation_id = ${organisationId} and revoked_at is null and uses < uses_max
       and expires_at > ${ctx.now}`;
  if ((open?.count ?? 0) >= OPEN_MAX) throw new DomainError("precondition", "portal.codes_enough");
  const code = newCode();
  const expiresAt = new Date(ctx.now.getTime() + days * DAY_MS);
  const { id, name } = authorOf(ctx.actor);
  const [row] = await sql<{ id: number }[]>`
    insert into organisation_codes (organisation_id, code_hash, sight, is_at_once, uses_max,
           created_at, created_by, created_by_client, created_by_name, expires_at)
    values (${organisationId}, ${hashOfCode(ctx.keys, ctx.actor.tenantId, code)}, ${sight},
            ${isAtOnce}, ${usesMax}, ${ctx.now}, ${id}, ${clientIdOf(ctx.actor)}, ${name},
            ${expiresAt})
    returning id`;
  if (!row) throw new Error("the code was not written");
  const named = { partyId: organisationId, action: "portal.make-code" };
  await audit(ctx, { ...named, codeId: row.id, sight });
  return { codeId: row.id, code, expiresAt };
}

/** Makes a code good for nothing. Throws not_found `portal.code_not_found`. */
export async function revokeOrganisationCode(
  ctx: OperatorContext,
  raw: { codeId: number },
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { codeId } = codeIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ organisationId: number }[]>`
      select living_party(organisation_id) as "organisationId"
        from organisation_codes where id = ${codeId}`;
    if (!row) throw new DomainError("not_found", "portal.code_not_found");
    await requireVisibleParties(inner, tx, [row.organisationId]);
    await revoke(inner, tx, { codeId, organisationId: row.organisationId });
  });
}

export async function revokeMyCode(ctx: PortalContext, raw: { codeId: number }): Promise<void> {
  const { codeId } = codeIdInput.parse(raw);
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const { organisationId } = requireAdmin(await loadStanding(tx, ctx.actor.portalUserId));
    await revoke(inner, tx, { codeId, organisationId });
  });
}

async function revoke(
  ctx: Context,
  { sql }: Tx,
  { codeId, organisationId }: { codeId: number; organisationId: number },
): Promise<void> {
  const rows = await sql`
    update organisation_codes set revoked_at = coalesce(revoked_at, ${ctx.now})
     where id = ${codeId} and living_party(organisation_id) = ${organisationId} returning id`;
  if (rows.length === 0) throw new DomainError("not_found", "portal.code_not_found");
  await audit(ctx, { partyId: organisationId, action: "portal.revoke-code", codeId });
}

export interface CodeItem {
  id: number;
  sight: JoinSight;
  isAtOnce: boolean;
  usesMax: number;
  uses: number;
  createdByName: string;
  expiresAt: Date;
}

/** Codes of an organisation that are still good. */
export async function readCodes(
  { sql }: Tx,
  { organisationId, now }: { organisationId: number; now: Date },
): Promise<CodeItem[]> {
  const rows = await sql<CodeItem[]>`
    select id, sight, is_at_once as "isAtOnce", uses_max as "usesMax", uses,
           created_by_name as "createdByName", expires_at as "expiresAt"
      from organisation_codes
     where living_party(organisation_id) = ${organisationId} and revoked_at is null
       and uses < uses_max and expires_at > ${now}
     order by id desc`;
  return [...rows];
}

function audit(
  ctx: Context,
  {
    partyId,
    action,
    ...after
  }: { partyId: number; action: string; codeId: number; sight?: string },
): Promise<void> {
  return writeAudit(ctx, { entity: "party", entityId: partyId, action, after });
}
