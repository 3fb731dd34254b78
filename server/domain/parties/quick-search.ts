import type { Fragment, Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context } from "../context";
import { LAST_CHARACTER, partyConditions } from "./filter-sql";
import { type QuickSearchInput, quickSearchInput } from "./inputs";
import { searching } from "./search-by-birth-number";

/** What a picker or the palette shows of one party. */
export interface PartyHit {
  id: number;
  kind: PartyKind;
  fullName: string;
  birthOn: Day | null;
  registrationNo: string | null;
  city: string | null;
  street: string | null;
}

/**
 * A handful of parties for what has been typed so far, surnames that begin so first; nothing for an
 * empty text. Where thousands match, the newest of them.
 */
export async function quickSearchParties(ctx: Context, raw: QuickSearchInput): Promise<PartyHit[]> {
  authorize(ctx, "parties:read");
  const { text, limit } = quickSearchInput.parse(raw);
  if (text.trim() === "") return [];
  return searching(ctx, text, async (tx) => {
    const { where, lead, isUnsorted } = await partyConditions(ctx, tx, { text });
    const ids = lead === null ? [] : await begunBy(tx, { where, lead, limit });
    if (ids.length < limit) {
      const order = lead !== null || isUnsorted ? tx.sql`p.id desc` : tx.sql`p.sort_name, p.id`;
      const rows = await tx.sql<{ id: number }[]>`
        select p.id from parties p where p.id <> all (${ids}) ${where}
         order by ${order} limit ${limit - ids.length}`;
      ids.push(...rows.map((row) => row.id));
    }
    return hits(tx, ids);
  });
}

async function begunBy(
  { sql }: Tx,
  { where, lead, limit }: { where: Fragment; lead: string; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select p.id from parties p
     where p.sort_name >= ${lead} and p.sort_name < ${lead + LAST_CHARACTER} ${where}
     order by p.sort_name, p.id limit ${limit}`;
  return rows.map((row) => row.id);
}

async function hits({ sql }: Tx, ids: readonly number[]): Promise<PartyHit[]> {
  const rows = await sql<PartyHit[]>`
    select p.id, p.kind, p.full_name as "fullName", p.birth_on as "birthOn",
           p.registration_no as "registrationNo", post.city, post.street
      from unnest(${ids as number[]}::bigint[]) with ordinality as page (id, place)
      join parties p on p.id = page.id
      left join lateral (
        select a.city, a.street from party_addresses a
         where a.party_id = p.id and a.kind in ('main', 'seat') order by a.kind limit 1) post on true
     order by page.place`;
  return [...rows];
}
