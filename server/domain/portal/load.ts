import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

export interface InvitedParty {
  id: number;
  kind: string;
  name: string;
  birthOn: string | null;
  registrationNo: string | null;
  caseCount: number;
}

/** The card a client stands for, with what tells them from others. Throws not_found. */
export async function loadInvited({ sql }: Tx, partyId: number): Promise<InvitedParty> {
  const [row] = await sql<InvitedParty[]>`
    select p.id, p.kind, p.full_name as name, p.birth_on as "birthOn",
           p.registration_no as "registrationNo",
           (select count(*)::int from case_parties cp join cases k on k.id = cp.case_id
             where cp.party_id = p.id and k.voided_at is null) as "caseCount"
      from parties p where p.id = living_party(${partyId})`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}
