import type { Tx } from "@/db/client";
import { duplicateMatches } from "../../parties";
import { isGood } from "../staging/tables";

/**
 * Decides who is who: rows of the workbook that are one person, and persons that the register
 * knows. Leaves `t_who (party_no, row_no, head, party_id, reason)`: `head` is the first row of the
 * person, `party_id` the record they have already, null for somebody new. Rows with an error take
 * no part.
 */
export async function resolvePeople(tx: Tx, importId: number): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_people on commit drop as
    select party_no, row_no, birth_number_hash, registration_no, country, name_key, birth_on, house_keys,
           coalesce(birth_number_hash, convert_to('r' || country || registration_no, 'UTF8')) as same
      from t_parties where ${isGood(tx, importId)}`;
  await joinIdentifiers(tx);
  await sql`analyze t_people (party_no, same, birth_number_hash, name_key)`;
  const [rest] = await sql`select 1 from t_people where same is null limit 1`;
  if (rest) await nameByLooks(tx);
  await sql`
    create temp table t_heads on commit drop as
    select min(party_no) as head, same, count(*)::integer as members from t_people group by same`;
  await sql`analyze t_heads (head, same)`;
  await findKnown(tx);
  await sql`
    create temp table t_who on commit drop as
    select p.party_no, p.row_no, h.head, k.party_id, k.reason, h.members
      from t_people p join t_heads h on h.same = p.same left join t_known k on k.head = h.head`;
  await sql`analyze t_who (party_no, head)`;
}

/** Who gives an IČO only is whoever gives it beside a birth number. */
async function joinIdentifiers({ sql }: Tx): Promise<void> {
  await sql`
    update t_people p set same = both_known.hash
      from (select country, registration_no,
                   decode(min(encode(birth_number_hash, 'hex')), 'hex') as hash
              from t_people where birth_number_hash is not null and registration_no is not null
             group by 1, 2) both_known
     where p.birth_number_hash is null and p.registration_no = both_known.registration_no
       and p.country = both_known.country`;
}

/**
 * The rest by name and birth date, or by name and house, unless the birth dates differ: first
 * beside somebody identified, then beside each other.
 */
async function nameByLooks({ sql }: Tx): Promise<void> {
  await sql`
    update t_people p set same = twin.same
      from (select name_key, birth_on, decode(min(encode(same, 'hex')), 'hex') as same
              from t_people where same is not null and birth_on is not null and name_key <> ''
             group by 1, 2) twin
     where p.same is null and twin.name_key = p.name_key and twin.birth_on = p.birth_on`;
  await besideTheHouse(sql);
  await sql`
    update t_people set same = convert_to('n' || name_key || '|' || birth_on, 'UTF8')
     where same is null and name_key <> '' and birth_on is not null`;
  await besideTheHouse(sql);
  await sql`
    update t_people set same = convert_to(case
             when name_key <> '' and cardinality(house_keys) > 0 then 'h' || name_key || '|' || house_keys[1]
             else 'x' || party_no end, 'UTF8')
     where same is null`;
}

async function besideTheHouse(sql: Tx["sql"]): Promise<void> {
  await sql`
    update t_people p set same = decode(found.hex, 'hex')
      from (select w.party_no, min(encode(s.same, 'hex')) as hex
              from t_people w
             cross join lateral unnest(w.house_keys) as mine (house)
              join (select o.name_key, o.birth_on, o.same, theirs.house from t_people o
                     cross join lateral unnest(o.house_keys) as theirs (house)
                     where o.same is not null and o.name_key <> '') s
                on s.name_key = w.name_key and s.house = mine.house
             where w.same is null and w.name_key <> ''
               and (w.birth_on is null or s.birth_on is null or w.birth_on = s.birth_on)
             group by w.party_no) found
     where found.party_no = p.party_no`;
}

/**
 * The record in the register for each person, by the rule that forms use. A likeness without equal
 * identifiers serves one person of the file only: father and son share name and house, and the
 * second of them must not be written over the first.
 */
async function findKnown(tx: Tx): Promise<void> {
  const { sql } = tx;
  const candidates = sql`(
    select party_no as row_no, birth_number_hash, registration_no, country, name_key, birth_on,
           house_keys as address_keys from t_people)`;
  await sql`
    create temp table t_known on commit drop as
    with matches as (
      select h.head, m.party_id, m.reason,
             array_position(array['birthNumber', 'registrationNo', 'nameAndBirth', 'nameAndAddress'],
                            m.reason) as rank
        from ${duplicateMatches(tx, candidates)} m
        join t_people p on p.party_no = m.row_no
        join t_heads h on h.same = p.same),
    best as (
      select distinct on (head) head, party_id, reason, rank from matches
       order by head, rank, party_id)
    select head, party_id, reason from (
      select *, row_number() over (partition by party_id order by rank, head) as place from best) b
     where rank <= 2 or place = 1`;
  await sql`analyze t_known`;
}
