import type { Fragment, Tx } from "@/db/client";

/**
 * The one condition on messages `m`, their cases joined as `c` (left): of a case that the actor sees,
 * or of none. What belongs to no case may be of anybody's: who is narrowed to groups does not see it.
 */
export const visibleMessage = (sql: Tx["sql"]): Fragment => sql`(
  c.id is not null or (m.case_id is null and (select app_sees_all_groups())))`;
