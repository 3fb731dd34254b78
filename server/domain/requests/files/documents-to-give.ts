import { requireCase } from "../../cases";
import { authorize, type OperatorContext, reading } from "../../context";
import { postsInput } from "../inputs";

export interface GivenDocument {
  fileId: number;
  name: string;
  /** Of the case it stands on. */
  refNo: string;
}

const DOCUMENTS_MAX = 100;

/** Documents of a request, and of the case it is about, that an answer may carry; newest first. */
export async function documentsToGive(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<GivenDocument[]> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const rows = await tx.sql<GivenDocument[]>`
      select e.file_id as "fileId", f.name, k.ref_no as "refNo"
        from case_events e join cases k on k.id = e.case_id join files f on f.id = e.file_id
       where e.kind = 'document' and e.deleted_at is null
         and (k.id = ${caseId}
              or k.ref_no = (select q.fields->>'aboutRefNo' from cases q where q.id = ${caseId}))
       order by e.id desc limit ${DOCUMENTS_MAX}`;
    return [...rows];
  });
}
