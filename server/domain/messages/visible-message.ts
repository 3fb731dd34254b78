import type { Fragment, Tx } from "@/db/client";

/**
 * The one condition on messages `m`, their cases joined as `c` (left): of a case that the actor sees,
 * or of none. What belongs to no case may be of anybody's: who is narrowed to groups does not see it,
 * nor what came to the mailbox of deals who sees no deals.
 */
export const visibleMessage = (sql: Tx["sql"]): Fragment => sql`(
  c.id is not null or (m.case_id is null and (select app_sees_all_groups())
    and (m.mailbox is distinct from 'deals' or (select app_sees_all_categories())
         or 'deal' = any ((select app_categories())::text[]))))`;
