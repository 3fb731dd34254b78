import type postgres from "postgres";
import type { Tx } from "@/db/client";

/**
 * The duplicate rule over many rows at once. `candidates` is a relation (a table, a subquery in
 * brackets) with the columns
 *   row_no bigint, birth_number_hash bytea, registration_no text, country text,
 *   name_key text, birth_on date, address_keys text[] (keys of houses only, see `isHouseKey`).
 * Gives a subquery `(row_no, party_id, reason)`: for each candidate its best match among living
 * parties, at most one, the strongest reason and then the oldest record first. It sees the whole
 * tenant, whatever the actor may see.
 */
export function duplicateMatches(tx: Tx, candidates: postgres.Fragment): postgres.Fragment {
  return tx.sql`(
    select distinct on (row_no) row_no, party_id, reason
      from (${allMatches(tx, candidates)}) as every_match
     order by row_no, rank, party_id)`;
}

/** Every match of every candidate with its rank, the strongest reason of a pair among them. */
export function allMatches(tx: Tx, candidates: postgres.Fragment): postgres.Fragment {
  const { sql } = tx;
  // Identifiers that both have and that differ tell two people apart, whatever their names.
  const noIdentifierAgainst = sql`
    (p.birth_number_hash is null or k.birth_number_hash is null
      or p.birth_number_hash = k.birth_number_hash)
    and (p.registration_no is null or k.registration_no is null or p.country <> k.country
      or p.registration_no = k.registration_no)`;
  return sql`
    select k.row_no, p.id as party_id, 1 as rank, 'birthNumber' as reason
      from ${candidates} k
      join parties p on p.birth_number_hash = k.birth_number_hash
     where p.birth_number_hash is not null and p.merged_into_id is null
    union all
    select k.row_no, p.id, 2, 'registrationNo'
      from ${candidates} k
      join parties p on p.country = k.country and p.registration_no = k.registration_no
     where p.registration_no is not null and p.merged_into_id is null
    union all
    select k.row_no, p.id, 3, 'nameAndBirth'
      from ${candidates} k
      join parties p on p.name_key = k.name_key and p.birth_on = k.birth_on
     where k.name_key <> '' and p.merged_into_id is null and ${noIdentifierAgainst}
    union all
    select k.row_no, p.id, 4, 'nameAndAddress'
      from ${candidates} k
     cross join lateral unnest(k.address_keys) as house (address_key)
      join party_addresses h on h.address_key = house.address_key
      join parties p on p.id = h.party_id and p.name_key = k.name_key
     where k.name_key <> '' and p.merged_into_id is null and ${noIdentifierAgainst}
       and (p.birth_on is null or k.birth_on is null or p.birth_on = k.birth_on)`;
}
