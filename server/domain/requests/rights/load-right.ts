import type { Tx } from "@/db/client";
import type { DataRight, RightOutcome } from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";

export interface RightRow {
  id: number;
  requestId: number;
  refNo: string;
  /** The living card. */
  partyId: number;
  partyName: string;
  kind: DataRight;
  askedAt: Date;
  dueOn: Day;
  proposedBy: number | null;
  proposedName: string | null;
  outcome: RightOutcome | null;
  decidedAt: Date | null;
  decidedName: string | null;
  holdId: number | null;
  /** In which the client is answered. */
  language: Locale;
}

/** What was asked in a request; null: nothing of the kind. */
export async function findRight({ sql }: Tx, requestId: number): Promise<RightRow | null> {
  const [row] = await sql<RightRow[]>`
    select d.id, d.request_id as "requestId", k.ref_no as "refNo", p.id as "partyId",
           p.full_name as "partyName", d.kind, d.asked_at as "askedAt", d.due_on as "dueOn",
           d.proposed_by as "proposedBy", d.proposed_name as "proposedName", d.outcome,
           d.decided_at as "decidedAt", d.decided_name as "decidedName", d.hold_id as "holdId",
           coalesce((select u.language from portal_users u
                      where living_party(u.party_id) = p.id order by u.id limit 1),
                    t.language) as language
      from data_rights d join cases k on k.id = d.request_id
      join parties p on p.id = living_party(d.party_id) join tenants t on t.id = d.tenant_id
     where d.request_id = ${requestId}`;
  return row ?? null;
}

/** The same, held until the transaction ends. Throws not_found `requests.right_not_found`. */
export async function lockRight(
  tx: Tx,
  { requestId, kind }: { requestId: number; kind?: DataRight },
): Promise<RightRow> {
  await tx.sql`select id from cases where id = ${requestId} for no key update`;
  await tx.sql`select id from data_rights where request_id = ${requestId} for update`;
  const row = await findRight(tx, requestId);
  if (!row || (kind && row.kind !== kind)) {
    throw new DomainError("not_found", "requests.right_not_found");
  }
  return row;
}
