import type { Tx } from "@/db/client";
import { partiesOf } from "../requests";

/** Whom the addresses of a lead belong to, and why nobody could be linked. */
export interface Counterparty {
  partyId: number | null;
  reason: "several_parties" | null;
}

/**
 * The party whose address wrote, else the organisation to which a rule gives the domain. Of several
 * none is taken: the person on the deal chooses.
 */
export async function counterpartyOf(tx: Tx, addresses: readonly string[]): Promise<Counterparty> {
  const asked = [...new Set(addresses.map((each) => each.trim().toLowerCase()).filter(Boolean))];
  for (const address of asked) {
    const parties = await partiesOf(tx, address);
    if (parties.length > 1) return { partyId: null, reason: "several_parties" };
    if (parties[0] !== undefined) return { partyId: parties[0], reason: null };
  }
  const domains = asked.flatMap((address) => address.split("@")[1] ?? []);
  const [row] = await tx.sql<{ partyId: number | null }[]>`
    select living_party(party_id) as "partyId" from lead_domains
     where domain = any(${domains}) order by array_position(${domains}, domain) limit 1`;
  return { partyId: row?.partyId ?? null, reason: null };
}
