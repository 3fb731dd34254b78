import type { Fragment, Tx } from "@/db/client";

/**
 * Condition on `cases o`: it has the number that stands in a text. By the parts of the number, which
 * an index knows; whatever else somebody wrote there is no case's.
 */
export const hasNumber = (sql: Tx["sql"], text: Fragment): { is: Fragment } => ({
  is: sql`
    o.ref_number = substring(${text} from '^(\\d{1,15})(?:/\\d+)?$')::bigint
    and o.ref_year = case
          when ${text} ~ '/\\d{4}$' then right(${text}, 4)::int
          when ${text} ~ '/\\d{2}$' then
            right(${text}, 2)::int + case when right(${text}, 2)::int < 70 then 2000 else 1900 end
          else 0 end
    and o.ref_no = ${text} and o.voided_at is null and o.category <> 'request'`,
});
