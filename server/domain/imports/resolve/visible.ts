import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";

export const groupIds = ({ accessGroupIds }: ImportScope): number[] =>
  accessGroupIds === "all" ? [] : [...accessGroupIds];

/** Condition on `cases c`: whoever ordered the import may see it. */
export function isVisible({ sql }: Tx, scope: ImportScope): postgres.Fragment {
  return sql`(c.access_group_id is null or ${scope.accessGroupIds === "all"}
              or c.access_group_id = any(${groupIds(scope)}))`;
}
