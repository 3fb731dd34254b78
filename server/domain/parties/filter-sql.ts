import type { Fragment, Tx } from "@/db/client";
import { fold } from "@/server/kernel/fold";
import type { Context } from "../context";
import { planSearch, prefixQuery, type SearchPlan, searchTerms } from "../search";
import { townKey } from "./address";
import type { PartyFilter } from "./inputs";
import { searchedBirthNumber } from "./search-by-birth-number";
import { visibleParty } from "./visible";

export interface PartyConditions {
  where: Fragment;
  /**
   * Set when one word, which thousands begin with, is all that was searched: the word. Those whose
   * surname it begins stand together in the order of names, so they are read apart from the rest.
   */
  lead: string | null;
  /** Too many match to be sorted, and walking by name could take the whole list: newest first. */
  isUnsorted: boolean;
}

/**
 * Conditions on `parties p` for a filter, each beginning with "and": merged records and those that
 * the actor may not see are left out. One place for list, count, export and bulk actions. In an
 * object, because a bare fragment is thenable: awaiting it would run it as a query.
 */
export async function partyConditions(
  ctx: Context,
  tx: Tx,
  filter: PartyFilter,
): Promise<PartyConditions> {
  const { sql } = tx;
  const text = await textCondition(ctx, tx, filter.text?.trim() ?? "");
  const parts = [
    sql`and p.merged_into_id is null and ${visibleParty(tx, ctx.actor)}`,
    ...plainConditions(tx, filter),
    ...text.parts,
    ...(await townConditions(tx, filter.city)),
  ];
  const where = parts.reduce((all, part) => sql`${all} ${part}`);
  return { where, lead: text.lead, isUnsorted: text.isUnsorted };
}

function plainConditions({ sql }: Tx, filter: PartyFilter): Fragment[] {
  const parts: Fragment[] = [];
  if (filter.kind) parts.push(sql`and p.kind = ${filter.kind}`);
  if (filter.country) parts.push(sql`and p.country = ${filter.country}`);
  if (filter.importId) parts.push(sql`and p.import_id = ${filter.importId}`);
  for (const [kind, has] of [
    ["email", filter.hasEmail],
    ["phone", filter.hasPhone],
  ] as const) {
    if (has === undefined) continue;
    const exists = sql`exists (select from party_contacts k where k.party_id = p.id and k.kind = ${kind})`;
    parts.push(has ? sql`and ${exists}` : sql`and not ${exists}`);
  }
  if (filter.hasDataBox === true) parts.push(sql`and p.data_box_id is not null`);
  if (filter.hasDataBox === false) parts.push(sql`and p.data_box_id is null`);
  if (filter.groupId) {
    parts.push(sql`and p.id in (
      select cp.party_id from cases c join case_parties cp on cp.case_id = c.id
       where c.group_id = ${filter.groupId} and c.voided_at is null)`);
  }
  return parts;
}

interface TextCondition {
  parts: Fragment[];
  lead: string | null;
  isUnsorted: boolean;
}

/** Up to so many hits are sorted at once; walking the list in its order would be slower. */
const SORTED_AT_ONCE_MAX = 10_000;

async function textCondition(ctx: Context, tx: Tx, text: string): Promise<TextCondition> {
  const narrow = (parts: Fragment[]): TextCondition => ({ parts, lead: null, isUnsorted: false });
  if (text === "") return narrow([]);
  const { sql } = tx;
  const exact = await exactIds(tx, text, await searchedBirthNumber(ctx, tx, text));
  const plan = await planSearch(tx, "parties", text);
  // Nine digits may be a telephone as well: both are found.
  if (plan.kind === "ids") return narrow([sql`and p.id = any (${[...exact, ...plan.ids]})`]);
  if (exact.length > 0) return narrow([sql`and p.id = any (${exact})`]);
  if (plan.kind === "all") return narrow([]);
  const { query } = plan;
  const matches = sql`and p.search @@ ${query}::tsquery`;
  const lead = leadOf(text, plan);
  if (lead !== null) return { parts: [matches], lead, isUnsorted: false };
  // Words of one name stand side by side in the order of names: walking there from the beginning
  // may take the whole list, so thousands of hits are sooner named and sorted.
  const rows = await sql<{ id: number }[]>`
    select id from search_party_ids(${query}::tsquery, ${SORTED_AT_ONCE_MAX + 1}) as id`;
  if (rows.length > SORTED_AT_ONCE_MAX) return { parts: [matches], lead: null, isUnsorted: true };
  return narrow([sql`and p.id = any (${rows.map((row) => row.id)})`]);
}

function leadOf(text: string, plan: SearchPlan): string | null {
  const asked = [searchTerms(text).prefixes, searchTerms(text, "all").prefixes];
  const prefixes = asked.find((each) => plan.kind === "scan" && plan.query === prefixQuery(each));
  return prefixes?.length === 1 ? (prefixes[0] ?? null) : null;
}

const REGISTRATION_NO_SHAPE = /^\d{6,8}$/;

/** Who has this very birth number or IČO, whose leading zeros people leave out. */
async function exactIds({ sql }: Tx, text: string, hash: Buffer | null): Promise<number[]> {
  const number = REGISTRATION_NO_SHAPE.test(text) ? text.padStart(8, "0") : null;
  if (hash === null && number === null) return [];
  const rows = await sql<{ id: number }[]>`
    select id from parties where birth_number_hash = ${hash} and merged_into_id is null
    union all
    select id from parties
     where country in ('CZ', 'SK') and registration_no = ${number} and merged_into_id is null`;
  return rows.map((row) => row.id);
}

/** Above so many people of a town walking the ordered list is cheaper than naming them. */
const TOWN_IDS_MAX = 2_000;
/** Follows every text that begins the same, in "C" order. */
export const LAST_CHARACTER = "\u{10ffff}";

/**
 * Towns by the beginning of their key. Compared by < and >=, which are leakproof: under the walls
 * LIKE could not use the index.
 */
async function townConditions({ sql }: Tx, city: string | undefined): Promise<Fragment[]> {
  const town = townKey(city);
  if (!city || town === "") return [];
  const rest = fold(city).trim();
  const isWhole = rest === town;
  const inTown = sql`a.address_key >= ${town} and a.address_key < ${town + LAST_CHARACTER}
    ${isWhole ? sql`` : sql`and a.city ilike ${likePrefix(city)}`}`;
  const rows = await sql<{ id: number }[]>`
    select a.party_id as id from party_addresses a where ${inTown} limit ${TOWN_IDS_MAX + 1}`;
  if (rows.length <= TOWN_IDS_MAX) return [sql`and p.id = any (${rows.map((row) => row.id)})`];
  return [sql`and exists (select from party_addresses a where a.party_id = p.id and ${inTown})`];
}

/** "Praha 4" asks for more than its key "praha" says. */
const likePrefix = (city: string) => `${city.trim().replace(/[\\%_]/g, "\\$&")}%`;
