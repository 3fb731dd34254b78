import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/**
 * Binds a signature to the documents of the case as they are now, by the hash of their content;
 * where there is nothing to sign, refuses. In the transaction of the decision.
 */
export async function signDocuments(
  tx: Tx,
  { decisionId, caseId }: { decisionId: number; caseId: number },
): Promise<void> {
  const rows = await tx.sql`
    insert into collegial_signatures (decision_id, case_id, event_id, file_name, sha256)
    select ${decisionId}, e.case_id, e.id, f.name, f.sha256
      from case_events e join files f on f.id = e.file_id
     where e.case_id = ${caseId} and e.kind = 'document' and e.deleted_at is null
       and not exists (select from case_events n
             where n.case_id = e.case_id and n.replaces_event_id = e.id and n.deleted_at is null)
    returning id`;
  if (rows.length === 0) throw new DomainError("precondition", "collegial.nothing_to_sign");
}
