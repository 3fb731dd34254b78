import type { Tx } from "@/db/client";

/** What about people a person should see before publishing. */
export async function reportPeople({ sql }: Tx, importId: number): Promise<void> {
  // One IČO with two birth numbers, in the file or between file and register.
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params,
                                 is_by_register)
    select ${importId}, p.row_no, p.registration_no, 'error', 'imports.registration_no_of_two',
           jsonb_build_object('registrationNo', p.registration_no), true
      from t_people p
     where p.birth_number_hash is not null and p.registration_no is not null
       and exists (select from t_people q
                    where q.registration_no = p.registration_no and q.country = p.country
                      and q.birth_number_hash <> p.birth_number_hash)`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params,
                                 is_by_register)
    select ${importId}, p.row_no, p.registration_no, 'error', 'imports.identifiers_of_two_records',
           jsonb_build_object('registrationNo', p.registration_no), true
      from t_people p
      join t_who w on w.party_no = p.party_no
      join parties o on o.registration_no = p.registration_no and o.country = p.country
                    and o.merged_into_id is null
     where p.birth_number_hash is not null and p.registration_no is not null
       and o.registration_no is not null and o.id is distinct from w.party_id`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params,
                                 is_by_register)
    select ${importId}, t.row_no, t.full_name, 'warning', 'imports.same_identifier_other_name',
           jsonb_build_object('row', h.row_no, 'name', h.full_name), true
      from t_who w
      join t_parties t on t.party_no = w.party_no
      join t_parties h on h.party_no = w.head
     where w.members > 1 and w.party_no <> w.head and t.name_key <> h.name_key`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params,
                                 is_by_register)
    select ${importId}, t.row_no, t.full_name, 'warning', 'imports.known_under_other_name', '{}', true
      from t_who w
      join t_parties t on t.party_no = w.party_no
      join parties p on p.id = w.party_id
     where w.party_id is not null and t.name_key <> p.name_key`;
}
