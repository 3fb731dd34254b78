import type { Fragment, Tx } from "@/db/client";

/** The numbers of a request and of all that were merged into it, as an array. */
export const withMerged = (sql: Tx["sql"], caseId: number): Fragment => sql`
  (array(select ${caseId}::bigint union all
         select d.case_id from desk_requests d where d.merged_into_id = ${caseId}))`;

/** Condition on `cases k`: a request, one merged into it, or a case that any of them is about. */
export const ofItsDocuments = (sql: Tx["sql"], caseId: number): { is: Fragment } => ({
  is: sql`
    (k.id = any(${withMerged(sql, caseId)})
     or k.ref_no in (select q.fields->>'aboutRefNo' from cases q
                      where q.id = any(${withMerged(sql, caseId)})))`,
});
