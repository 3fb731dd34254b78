import type { Fragment, Tx } from "@/db/client";

/** The numbers of a request and of all that were merged into it, as an array. */
export const withMerged = (sql: Tx["sql"], caseId: number): Fragment => sql`
  (array(select ${caseId}::bigint union all
         select d.case_id from desk_requests d where d.merged_into_id = ${caseId}))`;
