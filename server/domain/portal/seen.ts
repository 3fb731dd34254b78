import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/** The living organisation and all that stand under it. */
export async function treeOf({ sql }: Tx, partyId: number): Promise<number[]> {
  const [row] = await sql<{ ids: number[] }[]>`select organisation_tree(${partyId}) as ids`;
  return row?.ids ?? [];
}

/** Nobody lets others see a case that they do not see themselves. */
export async function requireSeen({ sql }: Tx, partyIds: readonly number[]): Promise<void> {
  const [hidden] = await sql<{ count: number }[]>`
    select count(*)::int as count
      from unnest(portal_cases_of(${[...partyIds]}::bigint[])) as w (id)
     where not exists (select from cases k where k.id = w.id)`;
  if ((hidden?.count ?? 0) > 0) throw new DomainError("forbidden", "portal.sees_more");
}
