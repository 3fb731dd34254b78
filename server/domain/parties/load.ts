import type { Tx } from "@/db/client";
import type { AddressKind, PartyKind } from "@/db/values/parties";
import { DomainError } from "@/server/kernel/errors";
import type { Sex } from "@/server/kernel/identifiers";
import type { Context } from "../context";
import type { AddressRecord } from "./address";
import type { ContactRecord, PartyRecord } from "./party";
import { visibleParty } from "./visible";

export interface StoredContact extends ContactRecord {
  id: number;
}

/** A living record as stored; the birth number stays sealed. */
export interface StoredParty extends Omit<PartyRecord, "birthNumber" | "addresses" | "contacts"> {
  id: number;
  birthNumberCipher: Buffer | null;
  birthNumberHash: Buffer | null;
  version: number;
  addresses: AddressRecord[];
  contacts: StoredContact[];
}

interface Row extends Omit<StoredParty, "addresses" | "contacts" | "kind" | "sex"> {
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
           p.country, p.data_box_id as "dataBoxId", p.web, p.other_id as "otherId", p.note, p.version
      from parties p
     where p.id = ${partyId} and p.merged_into_id is null and ${visibleParty(tx, ctx.actor)}
       for no key update of p`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return {
    ...row,
    addresses: await addressesOf(tx, partyId),
    contacts: await contactsOf(tx, partyId),
  };
}

/** In the order main, seat, other, contact. */
export async function addressesOf(tx: Tx, partyId: number): Promise<AddressRecord[]> {
  return tx.sql<(AddressRecord & { kind: AddressKind })[]>`
    select kind, street, city, postal_code as "postalCode", country, address_key as "addressKey"
      from party_addresses where party_id = ${partyId}
     order by array_position(array['main', 'seat', 'other', 'contact'], kind)`;
}

export async function contactsOf(tx: Tx, partyId: number): Promise<StoredContact[]> {
  return tx.sql<StoredContact[]>`
    select id, kind, value, phone_kind as "phoneKind", note
      from party_contacts where party_id = ${partyId} order by kind, id`;
}
