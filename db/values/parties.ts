export const PARTY_KINDS = ["natural_person", "sole_trader", "legal_entity"] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const SEXES = ["male", "female"] as const;

/** Letters go to main, else to seat, never to other; contact is a note for people. */
export const ADDRESS_KINDS = ["main", "seat", "other", "contact"] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

export const CONTACT_KINDS = ["email", "phone"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const PHONE_KINDS = ["mobile", "landline", "unknown"] as const;
export type PhoneKind = (typeof PHONE_KINDS)[number];

/** What a register of addresses said of one; none of them where it was never asked, or did not answer. */
export const ADDRESS_CHECKS = [
  /** One address point: it exists. */
  "exact",
  /** Several would do. */
  "ambiguous",
  /** The street or the village is there, the number in it is not. */
  "number_unknown",
  "municipality_only",
  "not_found",
] as const;
export type AddressCheck = (typeof ADDRESS_CHECKS)[number];
