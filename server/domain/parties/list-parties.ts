import type { Fragment, Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import {
  COUNT_EXACT_MAX,
  type Count,
  type CursorValue,
  countOf,
  decodeCursor,
  type Page,
  toPage,
} from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { LAST_CHARACTER, type PartyConditions, partyConditions } from "./filter-sql";
import {
  countPartiesInput,
  type ListPartiesInput,
  listPartiesInput,
  type MatchingPartiesInput,
  matchingPartiesInput,
} from "./inputs";
import { searching } from "./search-by-birth-number";

export interface PartyListItem {
  id: number;
  kind: PartyKind;
  fullName: string;
  sortName: string;
  birthOn: Day | null;
  registrationNo: string | null;
  taxId: string | null;
  vatId: string | null;
  shortName: string | null;
  legalForm: string | null;
  fileMark: string | null;
  inn: string | null;
  kpp: string | null;
  ogrn: string | null;
  /** "směnárenská činnost 2026/123, …" */
  licences: string | null;
  /** Of the address that letters go to. */
  addressPoint: string | null;
  fiasCode: string | null;
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

/** One page of parties; keyset, so a deep page costs what the first one does. */
export async function listParties(
  ctx: Context,
  raw: ListPartiesInput,
): Promise<Page<PartyListItem>> {
  authorize(ctx, "parties:read");
  const { filter, sort, cursor, limit } = listPartiesInput.parse(raw);
  return searching(ctx, filter?.text, async (tx) => {
    const conditions = await partyConditions(ctx, tx, filter);
    const isDescending = sort === "-name" || sort === "newest";
    const query = { conditions, cursor, limit, isDescending };
    const isByAge = sort === "newest" || sort === "oldest";
    const keys = isByAge ? await agedKeys(tx, query) : await namedKeys(tx, query);
    const page = toPage(keys, limit, (key) => key.cursor);
    const ids = page.items.map((key) => key.id);
    return { items: await partyRows(tx, ids), nextCursor: page.nextCursor };
  });
}

interface Key {
  id: number;
  cursor: CursorValue[];
}
interface KeyQuery {
  conditions: PartyConditions;
  cursor: string | null | undefined;
  limit: number;
  isDescending: boolean;
}

async function agedKeys(tx: Tx, query: KeyQuery): Promise<Key[]> {
  const { sql } = tx;
  const { conditions, cursor, limit } = query;
  const { way, direction } = directionOf(tx, query.isDescending);
  const last = cursor ? decodeCursor(cursor, 3)[2] : null;
  const from = cursor ? sql`and p.id ${way} ${last ?? null}::bigint` : sql``;
  const rows = await sql<{ id: number }[]>`
    select p.id from parties p where true ${conditions.where} ${from}
     order by p.id ${direction} limit ${limit + 1}`;
  return rows.map(({ id }) => ({ id, cursor: [BY_AGE, null, id] }));
}

function directionOf({ sql }: Tx, isDescending: boolean): { way: Fragment; direction: Fragment } {
  return isDescending
    ? { way: sql`<`, direction: sql`desc` }
    : { way: sql`>`, direction: sql`asc` };
}

/** Where a cursor stands: among surnames that begin with the word, among others, or by age. */
const BEGUN = 0;
const OTHERS = 1;
const BY_AGE = 2;

/**
 * By surname. Where one common word was searched, first those whose surname it begins and then the
 * rest, so that neither is looked for across the other's stretch of the list.
 */
async function namedKeys(tx: Tx, query: KeyQuery): Promise<Key[]> {
  const { conditions, cursor, limit } = query;
  const { lead, isUnsorted, where } = conditions;
  const [at, name = null, id = null] = cursor ? decodeCursor(cursor, 3) : [null];
  if (at === BY_AGE || (at === null && isUnsorted)) {
    return agedKeys(tx, { ...query, isDescending: true });
  }
  const { sql } = tx;
  const { way, direction } = directionOf(tx, query.isDescending);
  const keys: Key[] = [];
  for (const phase of lead === null || at === OTHERS ? [OTHERS] : [BEGUN, OTHERS]) {
    const isResumed = at !== null && (phase === at || lead === null);
    const from = isResumed
      ? sql`and (p.sort_name, p.id) ${way} (${name}::text, ${id}::bigint)`
      : sql``;
    const rows = await sql<{ id: number; sortName: string }[]>`
      select p.id, p.sort_name as "sortName" from parties p
       where true ${where} ${phaseCondition(tx, phase, lead)} ${from}
       order by p.sort_name ${direction}, p.id ${direction} limit ${limit + 1 - keys.length}`;
    keys.push(...rows.map((row) => ({ id: row.id, cursor: [phase, row.sortName, row.id] })));
    if (keys.length > limit) break;
  }
  return keys;
}

function phaseCondition({ sql }: Tx, phase: number, lead: string | null): Fragment {
  if (lead === null) return sql``;
  const end = lead + LAST_CHARACTER;
  return phase === BEGUN
    ? sql`and p.sort_name >= ${lead} and p.sort_name < ${end}`
    : sql`and (p.sort_name < ${lead} or p.sort_name >= ${end})`;
}

/** What a list shows of these parties, in the order of the ids; looked up for these rows only. */
export async function partyRows(tx: Tx, ids: readonly number[]): Promise<PartyListItem[]> {
  const { sql } = tx;
  const rows = await sql<PartyListItem[]>`
    select p.id, p.kind, p.full_name as "fullName", p.sort_name as "sortName",
           p.birth_on as "birthOn", p.registration_no as "registrationNo", p.country,
           p.tax_id as "taxId", p.vat_id as "vatId", p.short_name as "shortName",
           p.legal_form as "legalForm", p.file_mark as "fileMark", p.inn, p.kpp, p.ogrn,
           (select string_agg(concat_ws(' ', l.kind, l.number), ', ' order by l.kind, l.number)
              from party_licences l where l.party_id = p.id) as licences,
           post."addressPoint", post."fiasCode",
           p.data_box_id as "dataBoxId", post.street, post.city, post.postal_code as "postalCode",
           reach.email, reach.phone, reach."emailCount", reach."phoneCount",
           owed."caseCount", owed."balanceCzkMinor", owed."balanceEurMinor",
           p.created_at as "createdAt"
      from unnest(${ids as number[]}::bigint[]) with ordinality as page (id, place)
      join parties p on p.id = page.id
      left join lateral (
        select a.street, a.city, a.postal_code, a.address_point as "addressPoint",
               a.fias_code as "fiasCode" from party_addresses a
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
     order by page.place`;
  return [...rows];
}

/** How many parties match: exact up to 10 000, then "more than". */
export async function countParties(
  ctx: Context,
  raw: { filter?: ListPartiesInput["filter"] },
): Promise<Count> {
  authorize(ctx, "parties:read");
  const { filter } = countPartiesInput.parse(raw);
  return searching(ctx, filter?.text, async (tx) => {
    const { where } = await partyConditions(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count
        from (select 1 from parties p where true ${where} limit ${COUNT_EXACT_MAX + 1}) k`;
    return countOf(rows);
  });
}

/** Ids that match, ascending after `afterId`: for exports and bulk actions on "all that match". */
export async function matchingPartyIds(ctx: Context, raw: MatchingPartiesInput): Promise<number[]> {
  authorize(ctx, "parties:read");
  const { filter, afterId, limit } = matchingPartiesInput.parse(raw);
  return searching(ctx, filter?.text, async (tx) => {
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
    const seen = await tx.sql<{ id: number }[]>`
      select p.id from parties p where p.id = any (${ids as number[]}) ${where}`;
    const visible = new Set(seen.map((row) => row.id));
    return partyRows(
      tx,
      ids.filter((id) => visible.has(id)),
    );
  });
}
