import type { Tx } from "@/db/client";

type Fragment = ReturnType<Tx["sql"]>;

/** Whether operator `o` may see case `k`: a mail tells nobody of what stands behind a wall. */
export const ownerSees = ({ sql }: Tx): Fragment => sql`
  (o.sees_all_groups or k.access_group_id is null
   or exists (select from operator_access_groups m
               where m.operator_id = o.id and m.access_group_id = k.access_group_id))`;
