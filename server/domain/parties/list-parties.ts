import type { Fragment, Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { type CursorValue, decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { partyConditions } from "./filter-sql";
import {
  countPartiesInput,
  type ListPartiesInput,
  listPartiesInput,
  type MatchingPartiesInput,
  matchingPartiesInput,
  type PartySort,
} from "./inputs";

export interface PartyListItem {
  id: number;
  kind: PartyKind;
  fullName: string;
  sortName: string;
  birthOn: Day | null;
  registrationNo: string | null;
  country: string;
  dataBoxId: string | null;
  /** The postal address; null where neither a main address nor a seat is known. */
  street: string | null;
  city: string | null;
  postalCode: string | null;
  email: string | null;
  phone: string | null;
  emailCount: number;
  phoneCount: number;
  /** Cases that the actor may see, and what is owed on them. */
  caseCount: number;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  createdAt: Date;
}

const CURSORS: Record<PartySort, (row: PartyListItem) => CursorValue[]> = {
  name: (row) => [row.sortName, row.id],
  newest: (row) => [row.id],
};

/** One page of parties; keyset, so a deep page costs what the first one does. */
export async function listParties(
  ctx: Context,
  raw: ListPartiesInput,
): Promise<Page<PartyListItem>> {
  authorize(ctx, "parties:read");
  const { filter, sort, cursor, limit } = listPartiesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { where } = await partyConditions(ctx, tx, filter);
    const from = cursor ? after(tx, sort, cursor) : tx.sql``;
    const rows = await partyRows(tx, {
      sort,
      ids: tx.sql`select p.id from parties p where true ${where} ${from}
        ${ordering(tx, sort)} limit ${limit + 1}`,
    });
    return toPage(rows, limit, CURSORS[sort]);
  });
}

function ordering({ sql }: Tx, sort: PartySort): Fragment {
  return sort === "name" ? sql`order by p.sort_name, p.id` : sql`order by p.id desc`;
}

function after({ sql }: Tx, sort: PartySort, cursor: string): Fragment {
  if (sort === "newest") {
    const [id = null] = decodeCursor(cursor, 1);
    return sql`and p.id < ${id}::bigint`;
  }
  const [name = null, id = null] = decodeCursor(cursor, 2);
  return sql`and (p.sort_name, p.id) > (${name}::text, ${id}::bigint)`;
}

/** What a list shows of the parties whose ids the query gives; looked up for these rows only. */
export async function partyRows(
  tx: Tx,
  { ids, sort }: { ids: Fragment; sort: PartySort },
): Promise<PartyListItem[]> {
  const { sql } = tx;
  const rows = await sql<PartyListItem[]>`
    with page as materialized (${ids})
    select p.id, p.kind, p.full_name as "fullName", p.sort_name as "sortName",
           p.birth_on as "birthOn", p.registration_no as "registrationNo", p.country,
           p.data_box_id as "dataBoxId", post.street, post.city, post.postal_code as "postalCode",
           reach.email, reach.phone, reach."emailCount", reach."phoneCount",
           owed."caseCount", owed."balanceCzkMinor", owed."balanceEurMinor",
           p.created_at as "createdAt"
      from page join parties p on p.id = page.id
      left join lateral (
        select a.street, a.city, a.postal_code from party_addresses a
         where a.party_id = p.id and a.kind in ('main', 'seat')
         order by a.kind limit 1) post on true
      left join lateral (
        select (array_agg(k.value order by k.id) filter (where k.kind = 'email'))[1] as email,
               (array_agg(k.value order by k.phone_kind = 'mobile' desc, k.id)
                 filter (where k.kind = 'phone'))[1] as phone,
               count(*) filter (where k.kind = 'email') as "emailCount",
               count(*) filter (where k.kind = 'phone') as "phoneCount"
          from party_contacts k where k.party_id = p.id) reach on true
      left join lateral (
        select count(*) as "caseCount", coalesce(sum(c.balance_czk_minor), 0)::bigint as "balanceCzkMinor",
               coalesce(sum(c.balance_eur_minor), 0)::bigint as "balanceEurMinor"
          from cases c
         where c.id in (select cp.case_id from case_parties cp where cp.party_id = p.id)
           and c.voided_at is null) owed on true
     ${ordering(tx, sort)}`;
  return [...rows];
}

const COUNT_EXACT_MAX = 10_000;

/** How many parties match: exact up to 10 000, then "more than". */
export async function countParties(
  ctx: Context,
  raw: { filter?: ListPartiesInput["filter"] },
): Promise<{ count: number; isExact: boolean }> {
  authorize(ctx, "parties:read");
  const { filter } = countPartiesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { where } = await partyConditions(ctx, tx, filter);
    const [row] = await tx.sql<{ count: number }[]>`
      select count(*) as count
        from (select 1 from parties p where true ${where} limit ${COUNT_EXACT_MAX + 1}) k`;
    const count = row?.count ?? 0;
    return { count: Math.min(count, COUNT_EXACT_MAX), isExact: count <= COUNT_EXACT_MAX };
  });
}

/** Ids that match, ascending after `afterId`: for exports and bulk actions on "all that match". */
export async function matchingPartyIds(ctx: Context, raw: MatchingPartiesInput): Promise<number[]> {
  authorize(ctx, "parties:read");
  const { filter, afterId, limit } = matchingPartiesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { where } = await partyConditions(ctx, tx, filter);
    const rows = await tx.sql<{ id: number }[]>`
      select p.id from parties p where p.id > ${afterId} ${where} order by p.id limit ${limit}`;
    return rows.map((row) => row.id);
  });
}

/** The same rows as a list shows, for ids at hand; those that the actor may not see are missing. */
export async function partiesByIds(ctx: Context, ids: readonly number[]): Promise<PartyListItem[]> {
  authorize(ctx, "parties:read");
  return reading(ctx, async (tx) => {
    const { where } = await partyConditions(ctx, tx, {});
    return partyRows(tx, {
      sort: "name",
      ids: tx.sql`select p.id from parties p where p.id = any (${ids as number[]}) ${where}`,
    });
  });
}
