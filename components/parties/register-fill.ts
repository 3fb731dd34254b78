import type { CompanyRecord } from "@/server/kernel/company-record";
import { type FilledField, fillCompany, foundOf, takeField } from "./company-fill";
import type { PartyCard } from "./party-card";
import { draftOf, type PartyValues } from "./party-draft";

/** A line of the comparison of a stored party with the register. */
export interface Proposal {
  field: FilledField;
  /** Null: nothing stands there. */
  old: string | null;
  found: string;
}

export type HomeCountry = "CZ" | "SK";

/** What the register says otherwise than the card, field by field; empty where both agree. */
export function proposalsOf(
  party: PartyCard,
  company: CompanyRecord,
  country: HomeCountry,
): Proposal[] {
  const { filled, differences } = fillCompany(draftOf(party), company, country);
  const said = foundOf(company, country);
  return [
    ...filled.map((field) => ({ field, old: null, found: said[field] ?? "" })),
    ...differences.map(({ field, typed, found }) => ({ field, old: typed, found })),
  ];
}

/** The stored party with the chosen fields as the register has them; the rest as it stands. */
export function withTaken(
  party: PartyCard,
  company: CompanyRecord,
  { fields, country }: { fields: readonly FilledField[]; country: HomeCountry },
): PartyValues {
  return fields.reduce<PartyValues>(
    (values, field) => takeField(values, company, { field, country }),
    draftOf(party),
  );
}
