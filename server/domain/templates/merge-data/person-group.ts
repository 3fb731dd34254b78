import { formatPostalCode } from "@/server/kernel/identifiers";
import type { Locale } from "@/server/kernel/locale";
import { formatPhone } from "@/server/kernel/phone";
import {
  type Addressee,
  type Group,
  type Sex,
  salutationOf,
  titledSalutationOf,
  vocativeNameOf,
} from "../language";
import type { PersonRow } from "./rows";
import { day, flag, group, text } from "./values";

export interface PostalRow {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

export const postalCodeOf = (at: PostalRow | null): string =>
  formatPostalCode(at?.postalCode ?? "", at?.country);

const townOf = (at: PostalRow | null): string =>
  [postalCodeOf(at), at?.city].filter(Boolean).join(" ");

export const addressLine = (at: PostalRow | null): string =>
  [at?.street, townOf(at)].filter(Boolean).join(", ");

export const addressBlock = (name: string, at: PostalRow | null): string =>
  [name, at?.street, townOf(at)].filter(Boolean).join("\n");

/** Words that conditions of templates read as well. */
const SEX_WORDS: Readonly<Record<Locale, Readonly<Record<Sex, string>>>> = {
  cs: { male: "muž", female: "žena" },
  sk: { male: "muž", female: "žena" },
  en: { male: "male", female: "female" },
  ru: { male: "мужчина", female: "женщина" },
};

/** A party as templates know it; how it is addressed depends on the language of the letter. */
export function personGroup(
  row: PersonRow,
  { language, birthNumber }: { language: Locale; birthNumber: string | null },
): Group {
  const isOrganization = row.kind === "legal_entity";
  const { givenName, surname, sex } = row;
  const addressee: Addressee = { isOrganization, givenName, surname, sex };
  const phones = (row.phones ?? []).map(formatPhone);
  return group({
    ...{ fullName: text(row.fullName), givenName: text(row.givenName) },
    ...{ surname: text(row.surname), titlesBefore: text(row.titlesBefore) },
    titlesAfter: text(row.titlesAfter),
    salutation: text(salutationOf(addressee, language)),
    titledSalutation: text(
      titledSalutationOf({ ...addressee, titlesBefore: row.titlesBefore }, language),
    ),
    givenNameVocative: text(vocativeNameOf({ ...addressee, surname: null }, language)),
    vocative: text(vocativeNameOf(addressee, language)),
    surnameVocative: text(vocativeNameOf({ ...addressee, givenName: null }, language)),
    ...{ sex: text(sex && SEX_WORDS[language][sex]), isOrganization: flag(isOrganization) },
    ...{ birthOn: day(row.birthOn), birthNumber: text(birthNumber) },
    ...{ registrationNo: text(row.registrationNo), taxId: text(row.taxId) },
    ...{ vatId: text(row.vatId), shortName: text(row.shortName), legalForm: text(row.legalForm) },
    ...{ fileMark: text(row.fileMark), inn: text(row.inn), kpp: text(row.kpp) },
    ogrn: text(row.ogrn),
    ...{ street: text(row.postal?.street), city: text(row.postal?.city) },
    ...{ postalCode: text(postalCodeOf(row.postal)), country: text(row.postal?.country) },
    ...{ address: text(addressLine(row.postal)) },
    addressBlock: text(row.postal ? addressBlock(row.fullName, row.postal) : ""),
    ...{ email: text(row.emails?.[0]), phone: text(phones[0]), phones: text(phones.join(", ")) },
    ...{ dataBoxId: text(row.dataBoxId), note: text(row.note) },
  });
}
