import type postgres from "postgres";
import type { Tx } from "@/db/client";

/**
 * Joins screenings `s` to who they speak of: `o`, who was asked for, and `p`, whose record that is by
 * now where parties were merged since. Walls are asked about `p`: a record that was merged away
 * stands on no case any more and would hide nobody.
 */
export function partiesOf({ sql }: Tx): postgres.Fragment {
  return sql`
    join parties o on o.id = s.party_id
    left join lateral (
      with recursive up(id, into_id) as (
        select o.id, o.merged_into_id
        union all
        select u.id, u.merged_into_id from up join parties u on u.id = up.into_id)
      select id from up where into_id is null limit 1) kept on o.merged_into_id is not null
    join parties p on p.id = coalesce(kept.id, o.id)`;
}

/** This party and everybody who was merged into it, one after another. */
export function everMerged({ sql }: Tx, partyId: number): postgres.Fragment {
  return sql`array(
    with recursive down(id) as (
      select ${partyId}::bigint
      union all
      select d.id from down join parties d on d.merged_into_id = down.id)
    select id from down)`;
}
