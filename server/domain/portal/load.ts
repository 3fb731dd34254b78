import type { Tx } from "@/db/client";
import type { PortalSight } from "@/db/values/portal";
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
      from parties p where p.id = ${partyId} and p.merged_into_id is null`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}

/**
 * The organisation that a level of sight needs. Throws invalid `portal.organisation_missing`,
 * `portal.organisation_is_a_person`, not_found.
 */
export async function checkSight(
  { sql }: Tx,
  { sight, organisationId }: { sight: PortalSight; organisationId?: number | null | undefined },
): Promise<void> {
  if (!organisationId) {
    if (sight === "own") return;
    const field = { field: "organisationId" };
    throw new DomainError("invalid", "portal.organisation_missing", field);
  }
  const [row] = await sql<{ kind: string }[]>`
    select kind from parties where id = ${organisationId} and merged_into_id is null`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  if (row.kind === "natural_person") {
    const field = { field: "organisationId" };
    throw new DomainError("invalid", "portal.organisation_is_a_person", field);
  }
}
