import { addressKey } from "@/server/kernel/address-key";
import {
  type CompanyRecord,
  type RegisterAddress,
  streetLine,
} from "@/server/kernel/company-record";
import { foldWords, tidy } from "@/server/kernel/fold";
import type { PartyValues } from "./party-draft";

/** What a register of companies can fill in. */
export const FILLED_FIELDS = [
  "fullName",
  "registrationNo",
  "taxId",
  "vatId",
  "legalForm",
  "kind",
  "seat",
] as const;
export type FilledField = (typeof FILLED_FIELDS)[number];

/** A field that says something else than the register: a person chooses. */
export interface Difference {
  field: FilledField;
  typed: string;
  found: string;
}

export interface Filling {
  /** The form with all its empty fields filled in; what was typed stays. */
  values: PartyValues;
  /** Fields that were empty, and now are not. */
  filled: FilledField[];
  differences: Difference[];
}

type Country = "CZ" | "SK";
type Address = NonNullable<PartyValues["addresses"]>[number];

/** Lays a register's record over a form: nothing that was typed is overwritten. */
export function fillCompany(
  values: PartyValues,
  company: CompanyRecord,
  country: Country,
): Filling {
  const found = foundOf(company, country);
  const filled: FilledField[] = [];
  const differences: Difference[] = [];
  let next = values;
  for (const field of FILLED_FIELDS) {
    const said = found[field];
    if (said === null) continue;
    const typed = typedOf(values, field);
    if (typed === "") {
      next = takeField(next, company, { field, country });
      filled.push(field);
    } else if (!isSame(field, { typed, said, values, company })) {
      differences.push({ field, typed, found: said });
    }
  }
  return { values: { ...next, country: values.country ?? country }, filled, differences };
}

/** The form with one field as the register has it, whatever stood there. */
export function takeField(
  values: PartyValues,
  company: CompanyRecord,
  { field, country }: { field: FilledField; country: Country },
): PartyValues {
  const said = foundOf(company, country)[field];
  if (said === null) return values;
  if (field === "kind") return { ...values, kind: kindOf(company) };
  if (field !== "seat") return { ...values, [field]: said };
  const seat = company.seat && addressOf(company.seat, country);
  if (!seat) return values;
  const others = (values.addresses ?? []).filter(({ kind }) => kind !== "seat");
  return { ...values, addresses: [...others.filter((each) => !isBlank(each)), seat] };
}

const kindOf = ({ isNaturalPerson }: CompanyRecord) =>
  isNaturalPerson ? ("sole_trader" as const) : ("legal_entity" as const);

/** What the register says of each field, as text; null where it says nothing. */
export function foundOf(
  company: CompanyRecord,
  country: Country,
): Record<FilledField, string | null> {
  const { seat, legalForm, isNaturalPerson } = company;
  const address = seat && addressOf(seat, country);
  return {
    ...{ fullName: company.name, registrationNo: company.registrationNo, taxId: company.taxId },
    vatId: company.groupTaxId === company.taxId ? null : company.groupTaxId,
    legalForm: legalForm?.name ?? null,
    kind: isNaturalPerson === null ? null : kindOf(company),
    seat: address && addressText(address),
  };
}

/** An address of a register as a form holds it. */
function addressOf(seat: RegisterAddress, country: Country): Address | null {
  const { town, district, postalCode, addressPoint } = seat;
  const street = streetLine(seat);
  const city = town ?? district;
  if (street === null && city === null) return null;
  return { kind: "seat", street, city, postalCode, country: seat.country ?? country, addressPoint };
}

const addressText = ({ street, postalCode, city }: Address): string =>
  [street, [postalCode, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");

const isBlank = ({ street, city, postalCode }: Address): boolean =>
  [street, city, postalCode].every((part) => !part?.trim());

function typedOf(values: PartyValues, field: FilledField): string {
  if (field !== "seat") return tidy(String(values[field] ?? ""));
  const seat = (values.addresses ?? []).find(({ kind }) => kind === "seat");
  return seat && !isBlank(seat) ? addressText(seat) : "";
}

/** Two spellings of one thing are no difference. */
function isSame(
  field: FilledField,
  at: { typed: string; said: string; values: PartyValues; company: CompanyRecord },
): boolean {
  const { typed, said, values, company } = at;
  if (field === "registrationNo") return digits(typed).padStart(8, "0") === said;
  if (field === "taxId" || field === "vatId") {
    return bare(typed) === bare(said) || `CZ${bare(typed)}` === bare(said);
  }
  if (field !== "seat") return foldWords(typed).join(" ") === foldWords(said).join(" ");
  const seat = (values.addresses ?? []).find(({ kind }) => kind === "seat");
  const register = company.seat;
  if (!seat || !register) return typed === said;
  const city = register.town ?? register.district;
  return addressKey(seat) === addressKey({ street: streetLine(register), city });
}

const digits = (text: string) => text.replace(/\D/g, "");
const bare = (text: string) => text.toUpperCase().replace(/[\s.-]/g, "");
