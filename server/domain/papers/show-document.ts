import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { requireCase } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type ShowDocumentInput, showDocumentInput } from "./inputs";

interface Document {
  caseId: number;
  kind: string;
  fileId: number | null;
  version: number;
  isReplaced: boolean;
}

/**
 * Shows a document of a case to those of its people who are named, and to nobody else any more. A new
 * version is shown to nobody until it is said again. Throws not_found `timeline.not_found`,
 * precondition `timeline.not_a_document`, conflict `timeline.changed_meanwhile`,
 * `timeline.version_exists`, invalid `papers.not_of_the_case`.
 */
export async function showDocument(ctx: Context, raw: ShowDocumentInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { eventId, version, partyIds } = showDocumentInput.parse(raw);
  const wanted = [...new Set(partyIds)].sort((a, b) => a - b);
  await inTransaction(ctx, async (inner, tx) => {
    const document = await loadDocument(tx, eventId);
    const { caseId, fileId } = document;
    if (document.kind !== "document" || fileId === null) {
      throw new DomainError("precondition", "timeline.not_a_document");
    }
    if (document.version !== version) {
      throw new DomainError("conflict", "timeline.changed_meanwhile");
    }
    if (document.isReplaced) throw new DomainError("conflict", "timeline.version_exists");
    await requireClients(tx, caseId, wanted);
    const before = await shownTo(tx, eventId);
    if (before.join() === wanted.join()) return;
    await tx.sql`
      delete from shown_documents
       where event_id = ${eventId} and not party_id = any(${wanted}::bigint[])`;
    await tx.sql`
      insert into shown_documents (event_id, party_id, case_id, file_id, shown_at, shown_by)
      select ${eventId}, w.id, ${caseId}, ${fileId}, ${inner.now}::timestamptz,
             ${authorOf(inner.actor).id}::bigint
        from unnest(${wanted}::bigint[]) as w (id)
      on conflict do nothing`;
    await writeAudit(inner, {
      ...{ action: "papers.show-document", entity: "case_event", entityId: eventId, caseId },
      before: { partyIds: before },
      after: { partyIds: wanted },
    });
  });
}

async function loadDocument({ sql }: Tx, eventId: number): Promise<Document> {
  const missing = () => new DomainError("not_found", "timeline.not_found");
  // Held: whoever takes it back or replaces it meanwhile waits, and hides it after.
  const [row] = await sql<Document[]>`
    select e.case_id as "caseId", e.kind, e.file_id as "fileId", e.version,
           exists (select from case_events n
                    where n.replaces_event_id = e.id and n.deleted_at is null) as "isReplaced"
      from case_events e where e.id = ${eventId} and e.deleted_at is null for update of e`;
  if (!row) throw missing();
  await requireCase({ sql } as Tx, row.caseId).catch(() => {
    throw missing();
  });
  return row;
}

async function shownTo({ sql }: Tx, eventId: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select party_id as id from shown_documents where event_id = ${eventId} order by party_id`;
  return rows.map(({ id }) => id);
}

/** Only who sees the case at the door sees a document of it. */
async function requireClients({ sql }: Tx, caseId: number, partyIds: number[]): Promise<void> {
  const [stranger] = await sql`
    select 1 from unnest(${partyIds}::bigint[]) as w (id)
     where not ${caseId} = any(portal_cases_of(array[w.id]))
        or not exists (select from parties p where p.id = w.id and p.merged_into_id is null)
     limit 1`;
  if (stranger) throw new DomainError("invalid", "papers.not_of_the_case");
}
