import type { Day } from "./calendar";

/** An address as registers keep it, in parts; null for a part that it has not. */
export interface RegisterAddress {
  /** In one line, as the register writes it or as it would. */
  text: string | null;
  /** Null in places without streets. */
  street: string | null;
  /** "308": číslo popisné or evidenční, súpisné číslo. */
  houseNumber: string | null;
  /** The house has a number of a register of recreational buildings (č. ev.), not of houses. */
  isRecreational: boolean;
  /** "12a": číslo orientační, orientačné číslo. */
  orientationNumber: string | null;
  /** "Moravská Ostrava": část obce. In places without streets it stands before the number. */
  townPart: string | null;
  /** "Moravská Ostrava a Přívoz": městská část or obvod. */
  district: string | null;
  town: string | null;
  /** Five digits without a space. */
  postalCode: string | null;
  /** "CZ"; null where the register names a country we cannot. */
  country: string | null;
  /** Code of the address point in RÚIAN: that the address exists. */
  addressPoint: string | null;
}

/** A company or an entrepreneur, of whichever register of them. */
export interface CompanyRecord {
  register: "ares" | "rpo";
  /** The record's own key where it is not the registration number; null where it is. */
  registerId: string | null;
  name: string;
  registrationNo: string;
  /** The register has the number although its check digit is odd: worth a warning, never a refusal. */
  hasOddCheckDigit: boolean;
  /** As the register writes it: "CZ99000016". */
  taxId: string | null;
  /** Of the VAT group the company is a member of. */
  groupTaxId: string | null;
  isVatPayer: boolean | null;
  legalForm: { code: string; name: string | null } | null;
  /** An entrepreneur, not a company; null where the legal form does not say. */
  isNaturalPerson: boolean | null;
  seat: RegisterAddress | null;
  /** Lines of the delivery address; empty where there is none of its own. */
  deliveryLines: readonly string[];
  since: Day | null;
  /** A company that has ended stays in the register. */
  ended: Day | null;
  updatedOn: Day | null;
  /** The register the record comes from first: "ros", "Obchodný register". */
  source: string | null;
  /** Registers that keep the company and its state there, by their short names. */
  sources: Readonly<Record<string, string>>;
}

/**
 * Street and number as they are written on a letter: "Vzorová 308/12a", in places without streets
 * "Trojanovice 2" (the part of the town), for recreational buildings "Trojanovice č.ev. 2".
 */
export function streetLine(address: RegisterAddress): string | null {
  const { houseNumber, orientationNumber, isRecreational } = address;
  const place = address.street ?? address.townPart ?? address.town;
  const house = houseNumber !== null && isRecreational ? `č.ev. ${houseNumber}` : houseNumber;
  const number = [house, orientationNumber].filter((part) => part !== null).join("/");
  const line = [place, number].filter((part) => part !== null && part !== "").join(" ");
  return line === "" ? null : line;
}

/** The whole address in one line, as ARES writes it: "Vzorová 308/12a, Moravská Ostrava, 70200 Ostrava". */
export function addressLine(address: RegisterAddress): string | null {
  const { street, townPart, town, postalCode } = address;
  const isPartSaid = street !== null && townPart !== null && townPart !== town;
  const place = [postalCode, town].filter((part) => part !== null).join(" ");
  const parts = [streetLine(address), isPartSaid ? townPart : null, place === "" ? null : place];
  return parts.filter((part) => part !== null).join(", ") || null;
}
