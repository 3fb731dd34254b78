import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { PortalContext } from "../context";
import { OWING } from "../portal";
import type { Named } from "./facts";

/** Their own card, and the one that it was merged into. */
const ownCards = ({ sql }: Tx, partyId: number) => sql`
  array[${partyId}::bigint, living_party(${partyId})]`;

/** Who of the client's cards owes on a case; their own before their organisation's. */
export async function debtorOf(ctx: PortalContext, tx: Tx, caseId: number): Promise<Named> {
  const { partyId } = ctx.actor;
  const [row] = await tx.sql<Named[]>`
    select p.id as "partyId", p.full_name as name, p.birth_on as "birthOn",
           p.registration_no as "registrationNo"
      from case_parties cp join parties p on p.id = cp.party_id
     where cp.case_id = ${caseId} and cp.role = any(${OWING})
     order by (p.id = any(${ownCards(tx, partyId)})) desc, cp.position, cp.id limit 1`;
  if (!row) throw new DomainError("precondition", "portal.not_owing");
  return row;
}

/** The client's own living card. */
export async function ownCard(ctx: PortalContext, tx: Tx): Promise<Named> {
  const [row] = await tx.sql<Named[]>`
    select p.id as "partyId", p.full_name as name, p.birth_on as "birthOn",
           p.registration_no as "registrationNo"
      from parties p where p.id = living_party(${ctx.actor.partyId})`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}

export interface OwnCase {
  id: number;
  refNo: string;
  creditor: string | null;
}

/** Every case on which the client's own card owes, or owed. */
export const ownDebts = (ctx: PortalContext, tx: Tx) => tx.sql<OwnCase[]>`
  select k.id, k.ref_no as "refNo", portal_counterpart(k.id) as creditor from cases k
   where k.category <> 'request' and k.voided_at is null
     and exists (select from case_parties cp
                  where cp.case_id = k.id and cp.role = any(${OWING})
                    and cp.party_id = any(${ownCards(tx, ctx.actor.partyId)}))
   order by k.id`;
