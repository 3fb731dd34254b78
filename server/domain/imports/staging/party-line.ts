import { nameKey } from "@/server/kernel/person-name";
import { birthNumberHash, type Keys } from "../../keys";
import { addressKey, companyKey, isHouseKey, searchWordsOf, vocabularyOf } from "../../parties";
import type { StagedParty } from "../staged-row";
import { copyArray, copyBytes, copyLine, copyNumber, copyText, copyWords } from "./copy-lines";

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
  const contacts = contactsOf(party);
  const searchable = { ...party, contacts };
  return copyLine([
    copyNumber(place.partyNo),
    copyNumber(place.rowNo),
    party.kind,
    copyText(party.fullName),
    copyText(party.titlesBefore),
    copyText(party.givenName),
    copyText(party.surname),
    copyText(party.titlesAfter),
    copyText(nameKeyOf(party)),
    copyText(party.birthOn),
    copyText(party.sex),
    ...sealed(party.birthNumber, sealer),
    copyText(party.registrationNo),
    copyText(party.taxId),
    copyText(party.legalForm),
    copyText(party.country),
    copyText(party.dataBoxId),
    copyText(party.web),
    copyText(party.otherId),
    copyText(party.note),
    copyWords(searchWordsOf(searchable)),
    copyArray(vocabularyOf(party)),
    ...addressCells(party),
    copyArray(contacts.map(({ kind }) => kind)),
    copyArray(contacts.map(({ value }) => value)),
    copyArray(contacts.map(({ phoneKind }) => phoneKind)),
  ]);
}

function nameKeyOf({ kind, fullName, givenName, surname }: StagedParty): string {
  const isCompany = kind === "legal_entity" || surname === null;
  return isCompany ? companyKey(fullName) : nameKey({ givenName, surname });
}

function contactsOf({ emails, phones }: StagedParty) {
  return [
    ...emails.map((value) => ({
      kind: "email" as const,
      value: value.toLowerCase(),
      phoneKind: null,
    })),
    ...phones.map(({ e164, kind }) => ({ kind: "phone" as const, value: e164, phoneKind: kind })),
  ];
}

function sealed(birthNumber: string | null, { keys, tenantId }: Sealer): [string, string] {
  if (birthNumber === null) return [copyBytes(null), copyBytes(null)];
  const hash = birthNumberHash(keys, tenantId, birthNumber);
  return [copyBytes(keys.seal(birthNumber)), copyBytes(hash)];
}

function addressCells({ addresses }: StagedParty): string[] {
  const addressKeys = addresses.map((address) => addressKey(address));
  return [
    copyArray(addresses.map(({ kind }) => kind)),
    copyArray(addresses.map(({ street }) => street)),
    copyArray(addresses.map(({ city }) => city)),
    copyArray(addresses.map(({ postalCode }) => postalCode)),
    copyArray(addresses.map(({ country }) => country)),
    copyArray(addressKeys),
    copyArray(addressKeys.filter(isHouseKey)),
  ];
}
