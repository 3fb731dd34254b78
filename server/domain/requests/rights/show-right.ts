import { requireCase } from "../../cases";
import { authorize, may, type OperatorContext, reading } from "../../context";
import { postsInput } from "../inputs";
import { inOwnJob } from "./in-own-job";
import { type LegalHold, legalHolds } from "./legal-holds";
import { findRight, type RightRow } from "./load-right";

export interface ShownRight extends Omit<RightRow, "holdId" | "language" | "proposedBy"> {
  /** What stands against it today; null to those who do not decide. */
  holds: LegalHold[] | null;
  /** Somebody else than the asker proposed the erasure: the asker may approve it. */
  isForMe: boolean;
  isRestricted: boolean;
}

/** What a request asks of the client's data, with what the law holds against it. null: nothing. */
export async function rightOfRequest(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<ShownRight | null> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  const found = await reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    return findRight(tx, caseId);
  });
  if (!found) return null;
  const { holdId, language: _, proposedBy, ...right } = found;
  const mayDecide = may(ctx.actor, "privacy:decide");
  // Held against all that there is of the person, seen by this operator or not.
  const job = inOwnJob(ctx);
  const { holds, isRestricted } = await reading(job, async (tx) => {
    const [held] = await tx.sql`
      select 1 from contact_holds where id = ${holdId} and ended_at is null`;
    const own = { partyId: right.partyId, today: ctx.today };
    const known = mayDecide && right.outcome === null ? await legalHolds(tx, own) : null;
    return { holds: known, isRestricted: held !== undefined };
  });
  const isForMe = mayDecide && proposedBy !== null && proposedBy !== ctx.actor.operatorId;
  return { ...right, holds, isForMe, isRestricted };
}
