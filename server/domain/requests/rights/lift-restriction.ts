import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../../context";
import { endHold } from "../../messages";
import { requireVisibleParties } from "../../parties";
import { liftRestrictionInput, partyOfRightInput } from "../inputs";
import { inOwnJob } from "./in-own-job";

/** Ends the restriction of a person. Throws precondition `requests.not_restricted`, not_found. */
export async function liftRestriction(
  ctx: OperatorContext,
  raw: z.input<typeof liftRestrictionInput>,
): Promise<void> {
  authorize(ctx, "privacy:decide");
  const { partyId, reason } = liftRestrictionInput.parse(raw);
  await reading(ctx, (tx) => requireVisibleParties(ctx, tx, [partyId]));
  await inTransaction(inOwnJob(ctx), async (inner, { sql }) => {
    const rows = await sql<{ id: number }[]>`
      select id from contact_holds
       where living_party(party_id) = ${partyId} and kind = 'restricted' and ended_at is null
       order by id for update`;
    if (rows.length === 0) throw new DomainError("precondition", "requests.not_restricted");
    for (const { id: holdId } of rows) await endHold(inner, { holdId, reason });
    const entry = { action: "requests.lift-restriction", entity: "party", entityId: partyId };
    await writeAudit(inner, { ...entry, reason });
  });
}

/** Since when the processing of a person's data is restricted; null: it is not. */
export async function restrictionOfParty(
  ctx: OperatorContext,
  raw: { partyId: number },
): Promise<{ since: Date; refNo: string } | null> {
  authorize(ctx, "parties:read");
  const { partyId } = partyOfRightInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireVisibleParties(ctx, tx, [partyId]);
    const [row] = await tx.sql<{ since: Date; refNo: string }[]>`
      select created_at as since, reason as "refNo" from contact_holds
       where living_party(party_id) = ${partyId} and kind = 'restricted' and ended_at is null
       order by id limit 1`;
    return row ?? null;
  });
}
