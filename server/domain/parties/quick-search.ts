import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../context";
import { partyConditions } from "./filter-sql";
import { type QuickSearchInput, quickSearchInput } from "./inputs";

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

/** A handful of parties for what has been typed so far, by surname; nothing for an empty text. */
export async function quickSearchParties(ctx: Context, raw: QuickSearchInput): Promise<PartyHit[]> {
  authorize(ctx, "parties:read");
  const { text, limit } = quickSearchInput.parse(raw);
  if (text.trim() === "") return [];
  return reading(ctx, async (tx) => {
    const { where } = await partyConditions(ctx, tx, { text });
    const rows = await tx.sql<PartyHit[]>`
      with page as materialized (
        select p.id from parties p where true ${where} order by p.sort_name, p.id limit ${limit})
      select p.id, p.kind, p.full_name as "fullName", p.birth_on as "birthOn",
             p.registration_no as "registrationNo", post.city, post.street
        from page join parties p on p.id = page.id
        left join lateral (
          select a.city, a.street from party_addresses a
           where a.party_id = p.id and a.kind in ('main', 'seat') order by a.kind limit 1) post on true
       order by p.sort_name, p.id`;
    return [...rows];
  });
}
