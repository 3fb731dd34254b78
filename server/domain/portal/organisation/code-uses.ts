import type { Tx } from "@/db/client";
import type { JoinSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { Doorstep } from "../../access";
import type { Context } from "../../context";
import { hashOfCode, readCode } from "./code-text";

export interface UsedCode {
  codeId: number;
  organisationId: number;
  sight: JoinSight;
  isAtOnce: boolean;
}

export const codeOver = () =>
  new DomainError("precondition", "portal.code_over", { field: "code" });

/**
 * Still good: neither ended, revoked nor used up, and whoever of the organisation made it may still
 * let others in, and see as much.
 */
const isGood = ({ sql }: Tx, now: Date) => sql`
  c.revoked_at is null and c.uses < c.uses_max and c.expires_at > ${now}
  and (c.created_by_client is null or exists (
    select from portal_users u
     where u.id = c.created_by_client and u.is_active and u.is_organisation_admin
       and living_party(u.organisation_id) = living_party(c.organisation_id)
       and (c.sight = 'organisation' or u.sight = 'subordinate')))`;

/** Throws precondition `portal.code_over`, whatever is wrong with it. */
export async function findCode(
  { keys, now }: Pick<Doorstep, "keys" | "now">,
  tx: Tx,
  { tenantId, text }: { tenantId: number; text: string },
): Promise<number> {
  const code = readCode(text);
  if (!code) throw codeOver();
  const [row] = await tx.sql<{ id: number }[]>`
    select c.id from organisation_codes c
     where c.code_hash = ${hashOfCode(keys, tenantId, code)} and ${isGood(tx, now)}`;
  if (!row) throw codeOver();
  return row.id;
}

/** Takes one use of a code: of two who come for the last one, one gets it. Throws as `findCode`. */
export async function takeCode(ctx: Context, tx: Tx, codeId: number): Promise<UsedCode> {
  const [row] = await tx.sql<UsedCode[]>`
    update organisation_codes c set uses = c.uses + 1
     where c.id = ${codeId} and ${isGood(tx, ctx.now)}
    returning c.id as "codeId", living_party(c.organisation_id) as "organisationId", c.sight,
              c.is_at_once as "isAtOnce"`;
  if (!row) throw codeOver();
  return row;
}
