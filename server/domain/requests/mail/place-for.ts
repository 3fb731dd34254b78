import type { Tx } from "@/db/client";
import { refNosIn } from "../../messages";

/** Where a request of a mail belongs. */
export interface RequestPlace {
  partyId: number;
  accessGroupId: number | null;
  aboutRefNo: string | null;
}

const NAMED_MAX = 50;
/** A bare number, as a category may number its cases; shorter ones are said of anything. */
const NUMBER = /(?<![\w/.,-])\d{4,10}(?![\w/-])/g;

/** What of texts may be numbers of cases. */
export const namedIn = (texts: readonly string[]): string[] =>
  [...refNosIn(...texts), ...texts.flatMap((text) => text.match(NUMBER) ?? [])].slice(0, NAMED_MAX);

/**
 * The case of the party's that a mail names, if it names one, and the wall of it, else of their newest
 * open one: what the portal does for a request that its client opens.
 */
export async function placeFor(
  { sql }: Tx,
  of: { partyId: number; texts: readonly string[] },
): Promise<RequestPlace> {
  const named = namedIn(of.texts);
  const [row] = await sql<RequestPlace[]>`
    with me as (select coalesce(living_party(${of.partyId}), ${of.partyId}) as id),
    own as materialized (
      select k.id, k.ref_no, k.access_group_id, k.closed_at from cases k
       where k.id = any(portal_cases_of(array[${of.partyId}, (select id from me)]::bigint[]))
         and k.category <> 'request'),
    named as (select * from own where ref_no = any(${named})),
    about as (select * from named where (select count(*) from named) = 1)
    select me.id as "partyId", (select ref_no from about) as "aboutRefNo",
           (select k.access_group_id from own k
             where not exists (select from about) or k.id = (select id from about)
             order by k.closed_at is null desc, k.access_group_id is null, k.id desc
             limit 1) as "accessGroupId"
      from me`;
  if (!row) throw new Error("no row");
  return row;
}
