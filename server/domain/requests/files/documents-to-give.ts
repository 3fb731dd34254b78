import { requireCase } from "../../cases";
import { authorize, type OperatorContext, reading } from "../../context";
import { postsInput } from "../inputs";
import { livingRequest } from "../lock-requests";
import { ofItsDocuments } from "../with-merged";

export interface GivenDocument {
  fileId: number;
  name: string;
  /** Of the case it stands on. */
  refNo: string;
}

const DOCUMENTS_MAX = 100;

/**
 * Documents that an answer may carry: of a request, of those merged into it, and of the cases they
 * are about; newest first. Of a merged one those of the request that it went into.
 */
export async function documentsToGive(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<GivenDocument[]> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const livingId = await livingRequest(tx, caseId);
    const rows = await tx.sql<GivenDocument[]>`
      select e.file_id as "fileId", f.name, k.ref_no as "refNo"
        from case_events e join cases k on k.id = e.case_id join files f on f.id = e.file_id
       where e.kind = 'document' and e.deleted_at is null
         and ${ofItsDocuments(tx.sql, livingId).is}
       order by e.id desc limit ${DOCUMENTS_MAX}`;
    return [...rows];
  });
}
