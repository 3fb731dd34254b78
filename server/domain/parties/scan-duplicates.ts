import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { maskName } from "./duplicate-rule";
import { type ScanDuplicatesInput, scanDuplicatesInput } from "./inputs";
import { visibleParty } from "./visible";

export interface DuplicateMember {
  /** null when the actor may not see the record; then the name is initials. */
  partyId: number | null;
  name: string;
  kind: PartyKind | null;
  birthOn: Day | null;
  registrationNo: string | null;
  city: string | null;
  caseCount: number | null;
}

export interface DuplicateGroup {
  nameKey: string;
  reason: "nameAndBirth" | "nameAndAddress";
  members: DuplicateMember[];
}

/** Names looked through at a time; a page stops at the first full one. */
const NAMES_AT_ONCE = 500;
const ROUNDS_MAX = 40;

/**
 * Records that look like one party and stand twice, in the order of their folded names. Pages may
 * be short while there is more to look through: `nextCursor` says so.
 */
export async function scanDuplicates(
  ctx: Context,
  raw: ScanDuplicatesInput,
): Promise<Page<DuplicateGroup>> {
  authorize(ctx, "parties:merge");
  const { cursor, limit } = scanDuplicatesInput.parse(raw);
  const [start = ""] = cursor ? decodeCursor(cursor, 1) : [""];
  return reading(ctx, async (tx) => {
    const items: DuplicateGroup[] = [];
    let from = String(start);
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const names = await repeatedNames(tx, from);
      const groups = names.length > 0 ? await groupsOf(ctx, tx, names) : [];
      for (const group of groups) {
        // A name is never divided between pages, its groups come together.
        if (items.length >= limit && items.at(-1)?.nameKey !== group.nameKey) {
          return { items, nextCursor: encodeCursor([items.at(-1)?.nameKey ?? from]) };
        }
        items.push(group);
      }
      if (names.length < NAMES_AT_ONCE) return { items, nextCursor: null };
      from = names.at(-1) ?? from;
    }
    return { items, nextCursor: encodeCursor([from]) };
  });
}

async function repeatedNames({ sql }: Tx, from: string): Promise<string[]> {
  const rows = await sql<{ nameKey: string }[]>`
    select name_key as "nameKey" from parties
     where name_key > ${from} and merged_into_id is null
     group by name_key having count(*) > 1 order by name_key limit ${NAMES_AT_ONCE}`;
  return rows.map(({ nameKey }) => nameKey);
}

interface MemberRow {
  nameKey: string;
  reason: DuplicateGroup["reason"];
  sameKey: string;
  id: number;
  fullName: string;
  kind: PartyKind;
  birthOn: Day | null;
  registrationNo: string | null;
  city: string | null;
  caseCount: number;
  isVisible: boolean;
}

/** Records of these names that share a birth date or a house; numbers that differ speak against. */
async function groupsOf(ctx: Context, tx: Tx, names: readonly string[]): Promise<DuplicateGroup[]> {
  const { sql } = tx;
  const rows = await sql<MemberRow[]>`
    with named as materialized (
      select p.* from parties p
       where p.name_key = any (${names as string[]}) and p.merged_into_id is null),
    shared as (
      select name_key, 'nameAndBirth' as reason, birth_on::text as same_key, id, birth_number_hash,
             country, registration_no
        from named where birth_on is not null
      union all
      select distinct n.name_key, 'nameAndAddress', a.address_key, n.id, n.birth_number_hash,
             n.country, n.registration_no
        from named n join party_addresses a on a.party_id = n.id
       where a.address_key ~ '^[^|]+\\|.*[0-9]'),
    pairs as (
      select distinct a.name_key, a.reason, a.same_key, member.id
        from shared a join shared b on b.name_key = a.name_key and b.reason = a.reason
         and b.same_key = a.same_key and b.id > a.id
       cross join lateral (values (a.id), (b.id)) member (id)
       where (a.birth_number_hash is null or b.birth_number_hash is null
               or a.birth_number_hash = b.birth_number_hash)
         and (a.registration_no is null or b.registration_no is null or a.country <> b.country))
    select s.name_key as "nameKey", s.reason, s.same_key as "sameKey", p.id,
           p.full_name as "fullName", p.kind, p.birth_on as "birthOn",
           p.registration_no as "registrationNo",
           (select a.city from party_addresses a where a.party_id = p.id and a.kind in ('main', 'seat')
             order by a.kind limit 1) as city,
           (select count(distinct c.id) from case_parties cp join cases c on c.id = cp.case_id
             where cp.party_id = p.id and c.voided_at is null) as "caseCount",
           ${visibleParty(tx, ctx.actor)} as "isVisible"
      from pairs s join named p on p.id = s.id
     order by s.name_key, s.reason desc, s.same_key, p.id`;
  return gather(rows);
}

function gather(rows: readonly MemberRow[]): DuplicateGroup[] {
  const groups = new Map<string, { group: DuplicateGroup; ids: number[] }>();
  for (const row of rows) {
    const key = `${row.nameKey}\n${row.reason}\n${row.sameKey}`;
    const found = groups.get(key);
    const entry = found ?? {
      group: { nameKey: row.nameKey, reason: row.reason, members: [] },
      ids: [],
    };
    entry.group.members.push(toMember(row));
    entry.ids.push(row.id);
    if (!found) groups.set(key, entry);
  }
  // The same people found by birth date and by address are one group, the first one.
  const seen = new Set<string>();
  return [...groups.values()]
    .filter(({ ids }) => {
      const members = ids.join(",");
      if (seen.has(members)) return false;
      seen.add(members);
      return true;
    })
    .map(({ group }) => group);
}

function toMember(row: MemberRow): DuplicateMember {
  const { city } = row;
  if (!row.isVisible) {
    const hidden = {
      partyId: null,
      kind: null,
      birthOn: null,
      registrationNo: null,
      caseCount: null,
    };
    return { ...hidden, name: maskName(row.fullName), city };
  }
  const { id, fullName, kind, birthOn, registrationNo, caseCount } = row;
  return { partyId: id, name: fullName, kind, birthOn, registrationNo, city, caseCount };
}
