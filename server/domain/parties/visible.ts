import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { Actor } from "../context";

/** Does the actor see every case of the tenant? Then every party too, and no query asks. */
export function seesAll(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "operator" && actor.accessGroupIds === "all");
}

/**
 * The one condition on `parties p` that hides people from operators narrowed to access groups: they
 * see who stands on a case or proceeding they may see, the creditors of their groups, and who
 * stands on no case at all. The walls hide the cases themselves, so a plain join asks for them.
 */
export function visibleParty(tx: Tx, actor: Actor): postgres.Fragment {
  const { sql } = tx;
  if (seesAll(actor)) return sql`true`;
  return sql`(
    exists (select from case_parties cp join cases c on c.id = cp.case_id
             where cp.party_id = p.id and c.voided_at is null)
    or p.id in (select g.creditor_party_id from case_groups g
                 where g.creditor_party_id is not null and (g.access_group_id is null
                    or g.access_group_id = any ((select app_access_groups())::bigint[])))
    or exists (select from proceedings r left join cases c on c.id = r.case_id
                where r.authority_party_id = p.id and r.deleted_at is null
                  and (r.case_id is null or c.id is not null))
    or not party_is_on_case(p.id))`;
}
