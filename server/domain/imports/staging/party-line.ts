import { nameKey } from "@/server/kernel/person-name";
import { birthNumberHash, type Keys } from "../../keys";
import { addressKey, companyKey, isHouseKey, searchWordsOf } from "../../parties";
import type { StagedParty } from "../staged-row";
import {
  COPY_NULL,
  copyArray,
  copyBytes,
  copyJson,
  copyLine,
  copyNumber,
  copyText,
  copyWords,
} from "./copy-lines";

export interface Sealer {
  keys: Keys;
  tenantId: number;
}

/** Where a party stands in its workbook: creditors count down from -1, others are their row. */
export interface PartyPlace {
  partyNo: number;
  rowNo: number;
}

/** A party as a line of `t_parties`; the birth number leaves it sealed and hashed only. */
export function partyLine(party: StagedParty, place: PartyPlace, sealer: Sealer): string {
  const { fullName, givenName, surname, registrationNo, taxId, dataBoxId, otherId } = party;
  const { requisites } = party;
  const contacts = contactsOf(party);
  const names = { fullName, givenName, surname };
  const own = { ...names, registrationNo, taxId, dataBoxId, otherId, contacts };
  const searchable = requisites === null ? own : { ...own, ...wordsOf(requisites) };
  return copyLine([
    copyNumber(place.partyNo),
    copyNumber(place.rowNo),
    party.kind,
    copyText(fullName),
    copyText(party.titlesBefore),
    copyText(givenName),
    copyText(surname),
    copyText(party.titlesAfter),
    copyText(nameKeyOf(party)),
    copyText(party.birthOn),
    copyText(party.sex),
    sealed(party.birthNumber, sealer),
    copyText(registrationNo),
    copyText(taxId),
    copyText(party.legalForm),
    copyText(party.country),
    copyText(dataBoxId),
    copyText(party.web),
    copyText(otherId),
    copyText(party.note),
    copyWords(searchWordsOf(searchable)),
    addressCells(party.addresses),
    contactCells(contacts),
    requisites === null ? COPY_NULL : copyJson(requisites),
  ]);
}

/** Requisites that people search by. */
function wordsOf({ shortName, vatId, inn, ogrn }: NonNullable<StagedParty["requisites"]>) {
  return {
    ...{ shortName: shortName ?? null, vatId: vatId ?? null },
    ...{ inn: inn ?? null, ogrn: ogrn ?? null },
  };
}

function nameKeyOf({ kind, fullName, givenName, surname }: StagedParty): string {
  const isCompany = kind === "legal_entity" || surname === null;
  return isCompany ? companyKey(fullName) : nameKey({ givenName, surname });
}

interface Contact {
  kind: "email" | "phone";
  value: string;
  phoneKind: string | null;
}

function contactsOf({ emails, phones }: StagedParty): Contact[] {
  const contacts: Contact[] = [];
  for (const email of emails) {
    const value = email.toLowerCase();
    if (contacts.every((known) => known.value !== value)) {
      contacts.push({ kind: "email", value, phoneKind: null });
    }
  }
  for (const { e164, kind } of phones) {
    contacts.push({ kind: "phone", value: e164, phoneKind: kind });
  }
  return contacts;
}

function contactCells(contacts: readonly Contact[]): string {
  const kinds: string[] = [];
  const values: string[] = [];
  const phoneKinds: (string | null)[] = [];
  for (const { kind, value, phoneKind } of contacts) {
    kinds.push(kind);
    values.push(value);
    phoneKinds.push(phoneKind);
  }
  return `${copyArray(kinds)}\t${copyArray(values)}\t${copyArray(phoneKinds)}`;
}

function sealed(birthNumber: string | null, { keys, tenantId }: Sealer): string {
  if (birthNumber === null) return `${COPY_NULL}\t${COPY_NULL}`;
  const hash = birthNumberHash(keys, tenantId, birthNumber);
  return `${copyBytes(keys.seal(birthNumber))}\t${copyBytes(hash)}`;
}

function addressCells(addresses: StagedParty["addresses"]): string {
  if (addresses.length === 0) return NO_ADDRESSES;
  const addressKeys = addresses.map((address) => addressKey(address));
  const lists = [
    addresses.map(({ kind }) => kind),
    addresses.map(({ street }) => street),
    addresses.map(({ city }) => city),
    addresses.map(({ postalCode }) => postalCode),
    addresses.map(({ country }) => country),
    addressKeys,
    addressKeys.filter(isHouseKey),
  ];
  return lists.map(copyArray).join("\t");
}

const NO_ADDRESSES = Array.from({ length: 7 }, () => "{}").join("\t");
