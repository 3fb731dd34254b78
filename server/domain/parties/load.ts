import type { Tx } from "@/db/client";
import type { AddressKind, PartyKind } from "@/db/values/parties";
import { DomainError } from "@/server/kernel/errors";
import type { Sex } from "@/server/kernel/identifiers";
import type { Context } from "../context";
import type { StoredAddress } from "./address";
import type { ContactRecord, LicenceRecord, PartyRecord } from "./party";
import { visibleParty } from "./visible";

export interface StoredContact extends ContactRecord {
  id: number;
}

export interface StoredLicence extends LicenceRecord {
  id: number;
}

/** A living record as stored; the birth number stays sealed. */
export interface StoredParty
  extends Omit<PartyRecord, "birthNumber" | "addresses" | "contacts" | "licences"> {
  id: number;
  birthNumberCipher: Buffer | null;
  birthNumberHash: Buffer | null;
  version: number;
  addresses: StoredAddress[];
  contacts: StoredContact[];
  licences: StoredLicence[];
}

interface Row extends Omit<StoredParty, "addresses" | "contacts" | "licences" | "kind" | "sex"> {
  kind: PartyKind;
  sex: Sex | null;
}

/**
 * The party with its addresses and contacts, locked until the transaction ends. Missing, merged
 * into another, of another tenant or hidden by access groups: the same `parties.not_found`.
 */
export async function loadParty(ctx: Context, tx: Tx, partyId: number): Promise<StoredParty> {
  const { sql } = tx;
  const [row] = await sql<Row[]>`
    select p.id, p.kind, p.full_name as "fullName", p.titles_before as "titlesBefore",
           p.given_name as "givenName", p.surname, p.titles_after as "titlesAfter",
           p.name_key as "nameKey", p.birth_on as "birthOn", p.sex,
           p.birth_number_cipher as "birthNumberCipher", p.birth_number_hash as "birthNumberHash",
           p.registration_no as "registrationNo", p.tax_id as "taxId", p.legal_form as "legalForm",
           p.short_name as "shortName", p.vat_id as "vatId", p.inn, p.kpp, p.ogrn,
           p.file_mark as "fileMark", p.country, p.data_box_id as "dataBoxId", p.web, p.other_id as "otherId", p.note, p.version
      from parties p
     where p.id = ${partyId} and p.merged_into_id is null and ${visibleParty(tx, ctx.actor)}
       for no key update of p`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return {
    ...row,
    addresses: await addressesOf(tx, partyId),
    contacts: await contactsOf(tx, partyId),
    licences: await licencesOf(tx, partyId),
  };
}

/** In the order main, seat, other, contact. */
export async function addressesOf(tx: Tx, partyId: number): Promise<StoredAddress[]> {
  return tx.sql<(StoredAddress & { kind: AddressKind })[]>`
    select kind, street, city, postal_code as "postalCode", country, address_key as "addressKey",
           address_point as "addressPoint", fias_code as "fiasCode", fias_parts as fias,
           check_result as "checkResult",
           checked_on as "checkedOn"
      from party_addresses where party_id = ${partyId}
     order by array_position(array['main', 'seat', 'other', 'contact'], kind)`;
}

/** Those that still hold first, then as they end. */
export async function licencesOf(tx: Tx, partyId: number): Promise<StoredLicence[]> {
  return tx.sql<StoredLicence[]>`
    select id, kind, number, issued_by as "issuedBy", valid_from as "validFrom",
           valid_to as "validTo"
      from party_licences where party_id = ${partyId} order by valid_to desc nulls first, kind, id`;
}

export async function contactsOf(tx: Tx, partyId: number): Promise<StoredContact[]> {
  return tx.sql<StoredContact[]>`
    select id, kind, value, phone_kind as "phoneKind", note
      from party_contacts where party_id = ${partyId} order by kind, id`;
}
