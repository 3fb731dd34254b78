import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { visibleParty } from "./visible";

/**
 * Refuses ids of records that are gone, merged away or hidden from the actor. Whoever hangs a party
 * on something of their own makes it visible to themselves, so every such act asks first.
 */
export async function requireVisibleParties(
  ctx: Context,
  tx: Tx,
  partyIds: readonly number[],
): Promise<void> {
  const wanted = [...new Set(partyIds)];
  if (wanted.length === 0) return;
  const seen = await tx.sql`
    select p.id from parties p
     where p.id = any(${wanted}::bigint[]) and p.merged_into_id is null
       and ${visibleParty(tx, ctx.actor)}`;
  if (seen.length < wanted.length) throw new DomainError("not_found", "parties.not_found");
}
