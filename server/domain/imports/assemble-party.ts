import type { AddressKind, PartyKind } from "@/db/values/parties";
import { type Country, isHomeCountry } from "@/server/kernel/locale";
import { type Finding, finding } from "@/server/kernel/parsed";
import {
  formatFullName,
  isOrganizationName,
  type PersonName,
  parseFullName,
} from "@/server/kernel/person-name";
import { requisitesOf } from "./assemble-requisites";
import type { ColumnKey } from "./columns";
import type { ReportAt, RowValues } from "./row-values";
import type { StagedAddress, StagedParty } from "./staged-row";

export type PartyContext = {
  homeCountry: Country;
  /** Texts of cells that could not be read, to be kept in the note. */
  kept: readonly string[];
  /** Columns whose cell was refused, which has been reported. */
  failed: ReadonlySet<ColumnKey>;
  reportAt: ReportAt;
};

const NAMES: readonly ColumnKey[] = ["fullName", "surname", "companyName"];

type Named = Pick<
  StagedParty,
  "kind" | "fullName" | "titlesBefore" | "givenName" | "surname" | "titlesAfter"
>;

/** The person or company of a row; null if it has no usable name, which is then reported. */
export function assembleParty(values: RowValues, context: PartyContext): StagedParty | null {
  const name = nameOf(values, context);
  if (name === null) return null;
  const birth = birthOf(values, context.reportAt);
  const country = countryOfParty(values, context);
  // Written out, not spread: with the spread, a hundred thousand rows took a second longer.
  return {
    kind: name.kind,
    fullName: name.fullName,
    titlesBefore: name.titlesBefore,
    givenName: name.givenName,
    surname: name.surname,
    titlesAfter: name.titlesAfter,
    birthNumber: birth.birthNumber,
    birthOn: birth.birthOn,
    sex: birth.sex,
    registrationNo: values.registrationNo ?? null,
    taxId: values.taxId ?? null,
    legalForm: values.legalForm ?? null,
    country,
    dataBoxId: values.dataBoxId ?? null,
    web: values.web ?? null,
    otherId: values.otherId ?? null,
    note: noteOf(values.partyNote, context.kept),
    emails: values.emails ?? [],
    phones: uniquePhones(values.phones ?? []),
    addresses: addressesOf(values, country),
    requisites: requisitesOf(values, context.reportAt),
  };
}

function noteOf(note: string | undefined, kept: readonly string[]): string | null {
  if (kept.length === 0) return note ?? null;
  return note === undefined ? kept.join("\n") : [note, ...kept].join("\n");
}

function nameOf(values: RowValues, { reportAt, failed }: PartyContext): Named | null {
  const { companyName, surname, partyKind } = values;
  const person = surname === undefined ? undefined : personOf(values, surname);
  if (companyName !== undefined && (person === undefined || partyKind === "legal_entity")) {
    return organization(companyName);
  }
  if (person !== undefined) {
    return named(partyKind ?? personKind(values), person);
  }
  if (values.fullName !== undefined) return fromFullName(values, values.fullName, reportAt);
  const isReported = NAMES.some((key) => failed.has(key));
  if (!isReported) reportAt("fullName", "error", finding("imports.name_missing"));
  return null;
}

function personOf(values: RowValues, surname: string): PersonName {
  return {
    titlesBefore: values.titlesBefore ?? null,
    givenName: values.givenName ?? null,
    surname,
    titlesAfter: values.titlesAfter ?? null,
  };
}

function organization(fullName: string): Named {
  return {
    kind: "legal_entity",
    fullName,
    titlesBefore: null,
    givenName: null,
    surname: null,
    titlesAfter: null,
  };
}

/** One cell with a name in it may be anybody's: kind, legal form, birth and IČO tell whose. */
function fromFullName(values: RowValues, fullName: string, reportAt: ReportAt): Named | null {
  const { partyKind, registrationNo } = values;
  const hasBirth = values.birthNumber !== undefined || values.birthOn !== undefined;
  const isOrganization = partyKind === undefined && !hasBirth && isOrganizationName(fullName);
  if (partyKind === "legal_entity" || isOrganization) return organization(fullName);
  const parsed = parseFullName(fullName);
  // With an IČO and neither birth nor given name that we know it is more likely a company.
  const isDoubtful =
    !parsed.ok || parsed.value.givenName === null || parsed.warnings.some(isOrderAssumed);
  if (registrationNo !== undefined && partyKind === undefined && !hasBirth && isDoubtful) {
    reportAt("fullName", "warning", finding("imports.company_assumed", { value: fullName }));
    return organization(fullName);
  }
  if (!parsed.ok) {
    reportAt("fullName", "error", parsed.finding);
    return null;
  }
  for (const warning of parsed.warnings) reportAt("fullName", "warning", warning);
  const { titlesBefore, givenName, surname, titlesAfter } = parsed.value;
  return named(partyKind ?? personKind(values), {
    titlesBefore: titlesBefore ?? values.titlesBefore ?? null,
    givenName,
    surname,
    titlesAfter: titlesAfter ?? values.titlesAfter ?? null,
  });
}

function personKind({ registrationNo }: RowValues): PartyKind {
  return registrationNo === undefined ? "natural_person" : "sole_trader";
}

function named(kind: PartyKind, person: PersonName): Named {
  const { titlesBefore, givenName, surname, titlesAfter } = person;
  const fullName = formatFullName(person);
  return { kind, fullName, titlesBefore, givenName, surname, titlesAfter };
}

function isOrderAssumed(warning: Finding): boolean {
  return warning.code === "kernel.name_order_assumed";
}

function birthOf(
  values: RowValues,
  reportAt: ReportAt,
): Pick<StagedParty, "birthNumber" | "birthOn" | "sex"> {
  const { birthNumber, birthOn } = values;
  if (birthNumber === undefined) return { birthNumber: null, birthOn: birthOn ?? null, sex: null };
  if (!("value" in birthNumber)) {
    return { birthNumber: null, birthOn: birthOn ?? birthNumber.birthOn, sex: null };
  }
  if (birthOn !== undefined && birthOn !== birthNumber.birthOn) {
    reportAt("birthOn", "warning", finding("imports.birth_date_differs"));
  }
  const { value, sex } = birthNumber;
  return { birthNumber: value, birthOn: birthNumber.birthOn, sex };
}

function countryOfParty(values: RowValues, { homeCountry }: PartyContext): Country {
  const { country, postalCode, seatPostalCode } = values;
  return country ?? postalCode?.country ?? seatPostalCode?.country ?? homeCountry;
}

function uniquePhones(phones: StagedParty["phones"]): StagedParty["phones"] {
  if (phones.length < 2) return phones;
  return [...new Map(phones.map((phone) => [phone.e164, phone])).values()];
}

type Parts = {
  kind: AddressKind;
  whole: RowValues["address"];
  street: string | undefined;
  code: RowValues["postalCode"];
  city: string | undefined;
};

function addressesOf(values: RowValues, country: Country): StagedAddress[] {
  const addresses: StagedAddress[] = [];
  const add = (parts: Parts) => {
    const address = addressOf(parts, country);
    if (address !== null) addresses.push(address);
  };
  add({
    kind: "main",
    whole: values.address,
    street: withHouseNumber(values.street, values.houseNumber),
    code: values.postalCode,
    city: values.city,
  });
  add({
    kind: "seat",
    whole: values.seatAddress,
    street: values.seatStreet,
    code: values.seatPostalCode,
    city: values.seatCity,
  });
  add({
    kind: "other",
    whole: values.otherAddress,
    street: values.otherStreet,
    code: values.otherPostalCode,
    city: values.otherCity,
  });
  add({
    kind: "contact",
    whole: values.contactAddress,
    street: values.contactStreet,
    code: values.contactPostalCode,
    city: values.contactCity,
  });
  return addresses;
}

/** Columns of their own win over the parts of an address in one cell. */
function addressOf(parts: Parts, country: Country): StagedAddress | null {
  const { kind, whole } = parts;
  const street = parts.street ?? whole?.street ?? null;
  const city = parts.city ?? whole?.city ?? null;
  const code = parts.code ?? whole?.code ?? null;
  if (street === null && city === null && code === null) return null;
  // The code tells Czechia from Slovakia, which the row may not say; nothing tells other countries.
  const ownCountry = isHomeCountry(country) ? (code?.country ?? country) : country;
  return { kind, street, city, postalCode: code?.value ?? null, country: ownCountry };
}

const HAS_NUMBER = /\d/;

/** "Dlouhá" and "12" are one line; in a village without streets "č.p. 12" is all there is. */
function withHouseNumber(street: string | undefined, number: string | undefined) {
  if (number === undefined) return street;
  if (street === undefined) return HAS_NUMBER.test(number[0] ?? "") ? `č.p. ${number}` : number;
  return street.endsWith(number) ? street : `${street} ${number}`;
}
