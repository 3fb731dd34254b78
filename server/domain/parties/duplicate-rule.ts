/** Why two records may be one party, the strongest first. */
export const DUPLICATE_REASONS = [
  "birthNumber",
  "registrationNo",
  "nameAndBirth",
  "nameAndAddress",
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** Equal identifiers make one party; equal names only make a question. */
export const isCertain = (reason: DuplicateReason) =>
  reason === "birthNumber" || reason === "registrationNo";

/** What the rule compares; birth numbers by their hashes (hex), addresses by the keys of houses. */
export interface DuplicateFacts {
  birthNumberHash: string | null;
  registrationNo: string | null;
  country: string;
  nameKey: string;
  birthOn: string | null;
  addressKeys: readonly string[];
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

/**
 * Birth number or registration number (of one country) alike: the same party. Else the same name
 * and birth date, or the same name and house, unless identifiers speak against it. The set-based
 * form of this rule is `duplicateMatches`; a test holds both together.
 */
export function duplicateReason(a: DuplicateFacts, b: DuplicateFacts): DuplicateReason | null {
  if (a.birthNumberHash !== null && a.birthNumberHash === b.birthNumberHash) return "birthNumber";
  const isOneCountry = a.country === b.country;
  if (isOneCountry && a.registrationNo !== null && a.registrationNo === b.registrationNo) {
    return "registrationNo";
  }
  if (a.nameKey === "" || a.nameKey !== b.nameKey) return null;
  if (differ(a.birthNumberHash, b.birthNumberHash)) return null;
  if (isOneCountry && differ(a.registrationNo, b.registrationNo)) return null;
  if (a.birthOn !== null && a.birthOn === b.birthOn) return "nameAndBirth";
  if (differ(a.birthOn, b.birthOn)) return null;
  return a.addressKeys.some((key) => b.addressKeys.includes(key)) ? "nameAndAddress" : null;
}

/** "Jan Novák" → "J. N.": enough to ask a colleague, too little to learn who it is. */
export function maskName(fullName: string): string {
  return fullName
    .split(/\s+/)
    .map((word) => word.match(/\p{L}/u)?.[0])
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(" ");
}
