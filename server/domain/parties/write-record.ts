import type { Tx } from "@/db/client";
import type { AddressRecord } from "./address";
import type { StoredContact, StoredParty } from "./load";
import type { ContactRecord, LicenceRecord, PartyRecord } from "./party";
import { searchWordsOf, vocabularyOf } from "./search-words";

/** Columns of `parties` that a record fills; the birth number apart, the rest as it is. */
export function partyColumns(
  record: Omit<PartyRecord, "birthNumber" | "addresses" | "contacts" | "licences">,
) {
  return {
    kind: record.kind,
    full_name: record.fullName,
    titles_before: record.titlesBefore,
    given_name: record.givenName,
    surname: record.surname,
    titles_after: record.titlesAfter,
    name_key: record.nameKey,
    birth_on: record.birthOn,
    sex: record.sex,
    registration_no: record.registrationNo,
    tax_id: record.taxId,
    legal_form: record.legalForm,
    short_name: record.shortName,
    vat_id: record.vatId,
    inn: record.inn,
    kpp: record.kpp,
    ogrn: record.ogrn,
    file_mark: record.fileMark,
    country: record.country,
    data_box_id: record.dataBoxId,
    web: record.web,
    other_id: record.otherId,
    note: record.note,
  };
}

/** Makes the addresses of the party these ones; rows that do not change are left alone. */
export async function writeAddresses(
  tx: Tx,
  partyId: number,
  addresses: readonly AddressRecord[],
): Promise<void> {
  const { sql } = tx;
  const kinds = addresses.map((address) => address.kind);
  await sql`delete from party_addresses where party_id = ${partyId} and kind <> all (${kinds})`;
  if (addresses.length === 0) return;
  const rows = addresses.map((address) => ({
    party_id: partyId,
    kind: address.kind,
    street: address.street,
    city: address.city,
    postal_code: address.postalCode,
    country: address.country,
    address_key: address.addressKey,
    address_point: address.addressPoint,
    fias_code: address.fiasCode,
    fias_parts: address.fias as never,
  }));
  await sql`
    insert into party_addresses ${sql(rows)}
    on conflict (tenant_id, party_id, kind) do update
      set street = excluded.street, city = excluded.city, postal_code = excluded.postal_code,
          country = excluded.country, address_key = excluded.address_key,
          address_point = excluded.address_point, fias_code = excluded.fias_code,
          fias_parts = excluded.fias_parts
      where (party_addresses.street, party_addresses.city, party_addresses.postal_code,
             party_addresses.country, party_addresses.address_key, party_addresses.address_point,
             party_addresses.fias_code, party_addresses.fias_parts) is distinct from
            (excluded.street, excluded.city, excluded.postal_code, excluded.country,
             excluded.address_key, excluded.address_point, excluded.fias_code, excluded.fias_parts)`;
}

/** Makes the licences these ones; one of the same kind and number keeps its row. */
export async function writeLicences(
  tx: Tx,
  partyId: number,
  licences: readonly LicenceRecord[],
): Promise<void> {
  const { sql } = tx;
  const [kinds, numbers] = [licences.map(({ kind }) => kind), licences.map(({ number }) => number)];
  await sql`
    delete from party_licences l where party_id = ${partyId} and not exists (
      select from unnest(${kinds}::text[], ${numbers}::text[]) as g(kind, number)
       where g.kind = l.kind and g.number = l.number)`;
  if (licences.length === 0) return;
  const rows = licences.map(({ kind, number, issuedBy, validFrom, validTo }) => ({
    ...{ party_id: partyId, kind, number, issued_by: issuedBy },
    ...{ valid_from: validFrom, valid_to: validTo },
  }));
  await sql`
    insert into party_licences ${sql(rows)}
    on conflict (tenant_id, party_id, kind, number) do update
      set issued_by = excluded.issued_by, valid_from = excluded.valid_from,
          valid_to = excluded.valid_to
      where (party_licences.issued_by, party_licences.valid_from, party_licences.valid_to)
            is distinct from (excluded.issued_by, excluded.valid_from, excluded.valid_to)`;
}

/** Makes the contacts these ones; a contact of the same value keeps its row and id. */
export async function writeContacts(
  tx: Tx,
  partyId: number,
  change: { before: readonly StoredContact[]; after: readonly ContactRecord[] },
): Promise<void> {
  const { sql } = tx;
  const key = (contact: ContactRecord) => `${contact.kind} ${contact.value}`;
  const wanted = new Set(change.after.map(key));
  const gone = change.before.filter((contact) => !wanted.has(key(contact))).map(({ id }) => id);
  if (gone.length > 0) await sql`delete from party_contacts where id = any (${gone})`;
  if (change.after.length === 0) return;
  const rows = change.after.map((contact) => ({
    party_id: partyId,
    kind: contact.kind,
    value: contact.value,
    phone_kind: contact.phoneKind,
    note: contact.note,
  }));
  await sql`
    insert into party_contacts ${sql(rows)}
    on conflict (tenant_id, party_id, kind, value) do update
      set phone_kind = excluded.phone_kind, note = excluded.note
      where (party_contacts.phone_kind, party_contacts.note) is distinct from (excluded.phone_kind, excluded.note)`;
}

/** The words of names, so that fragments inside them are found too. Sorted: no deadlocks. */
export async function writeVocabulary(tx: Tx, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  await tx.sql`
    insert into search_words (word)
    select word from unnest(${[...new Set(words)].sort()}::text[]) as word
    on conflict do nothing`;
}

type Searchable = Parameters<typeof searchWordsOf>[0];

/** Search vector and vocabulary of one party. */
export async function writeSearch(tx: Tx, partyId: number, party: Searchable): Promise<void> {
  await tx.sql`
    update parties set search = array_to_tsvector(${searchWordsOf(party)}::text[])
     where id = ${partyId}`;
  await writeVocabulary(tx, vocabularyOf(party));
}

/** The record as the audit tells it: everything but the birth number. */
export function auditView(
  party: Omit<PartyRecord, "birthNumber"> | Omit<StoredParty, "birthNumberCipher">,
): Record<string, unknown> {
  const view: Record<string, unknown> = {
    kind: party.kind,
    fullName: party.fullName,
    birthOn: party.birthOn,
    sex: party.sex,
    registrationNo: party.registrationNo,
    taxId: party.taxId,
    legalForm: party.legalForm,
    shortName: party.shortName,
    vatId: party.vatId,
    inn: party.inn,
    kpp: party.kpp,
    ogrn: party.ogrn,
    fileMark: party.fileMark,
    country: party.country,
    dataBoxId: party.dataBoxId,
    web: party.web,
    otherId: party.otherId,
    note: party.note,
  };
  for (const address of party.addresses) {
    const { street, postalCode, city, country } = address;
    view[`address.${address.kind}`] = [street, postalCode, city, country]
      .filter(Boolean)
      .join(", ");
  }
  if (party.licences) {
    view.licences = party.licences.map(({ kind, number, issuedBy, validFrom, validTo }) =>
      [kind, number, issuedBy, validFrom && `${validFrom} –`, validTo && `– ${validTo}`]
        .filter(Boolean)
        .join(", "),
    );
  }
  for (const kind of ["email", "phone"] as const) {
    const values = party.contacts.filter((contact) => contact.kind === kind);
    view[`${kind}s`] = values.map((contact) =>
      contact.note ? `${contact.value} (${contact.note})` : contact.value,
    );
  }
  return view;
}
