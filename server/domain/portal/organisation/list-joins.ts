import type { JoinSight } from "@/db/values/portal";
import { authorize, type OperatorContext, reading } from "../../context";
import { visibleParty } from "../../parties";

/** Somebody who asks to belong to an organisation. */
export interface WaitingJoin {
  id: number;
  organisationId: number;
  organisationName: string;
  name: string;
  email: string;
  sight: JoinSight;
  /** They brought it in: what they wrote of it stands beside. */
  isFounder: boolean;
  given: Record<string, unknown> | null;
  askedAt: Date;
}

const LIST_MAX = 100;

/** The oldest first, of organisations that the operator sees. */
export async function waitingJoins(ctx: OperatorContext): Promise<WaitingJoin[]> {
  authorize(ctx, "portal:invite");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<WaitingJoin[]>`
      select j.id, p.id as "organisationId", p.full_name as "organisationName", u.name, u.email,
             j.sight, j.is_founder as "isFounder", j.given, j.asked_at as "askedAt"
        from organisation_joins j
        join portal_users u on u.id = j.portal_user_id and u.is_active
        join parties p on p.id = living_party(j.organisation_id)
       where j.state = 'waiting' and ${visibleParty(tx, ctx.actor)}
       order by j.id limit ${LIST_MAX}`;
    return [...rows];
  });
}
