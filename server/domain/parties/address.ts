import type { AddressKind } from "@/db/values/parties";
import { fold, foldWords, tidy } from "@/server/kernel/fold";
import { parsePostalCode } from "@/server/kernel/identifiers";
import type { Finding } from "@/server/kernel/parsed";

export interface AddressRecord {
  kind: AddressKind;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string;
  addressKey: string;
}

interface AddressDraft {
  kind: AddressKind;
  street?: string | null;
  city?: string | null;
  postalCode?: string | null;
  country?: string | null;
}

const ABBREVIATIONS: Record<string, string> = {
  nam: "namesti",
  tr: "trida",
  nabr: "nabrezi",
  sidl: "sidliste",
};
const NOISE = new Set(["ul", "ulice", "c", "cp", "cislo", "popisne", "or", "ev", "p", "o"]);
const LETTER_AFTER_NUMBER = /(\d) ([a-z])(?= |$)/g;
const TOWN_PART = /\s*(?:\d.*| [-–] .*|-.*)$/;
const BETWEEN = "|";

/** "Praha 4 - Nusle" → "praha": what people write after a town's name differs from letter to letter. */
export function townKey(city: string | null | undefined): string {
  const folded = fold(tidy(city ?? ""));
  const town = folded.replace(TOWN_PART, "");
  return foldWords(town === "" ? folded : town).join(" ");
}

/** Street and number, folded: "Nádražní ul., č.p. 012 / 4 A" → "nadrazni 12 4a". */
function streetKey(street: string | null | undefined, town: string): string {
  const words = foldWords(street ?? "")
    .filter((word) => !NOISE.has(word))
    .map((word) => ABBREVIATIONS[word] ?? word.replace(/^0+(?=\d)/, ""))
    .join(" ")
    .replace(LETTER_AFTER_NUMBER, "$1$2");
  // A village without streets: "Lhota 12" and "12" are one house.
  return town !== "" && words.startsWith(`${town} `) ? words.slice(town.length + 1) : words;
}

/**
 * "praha|nadrazni 12": equal for two spellings of one house. The town stands first, so that the
 * same key finds everybody of a town by its beginning. Without a town the postal code stands there.
 */
export function addressKey(draft: Omit<AddressDraft, "kind">): string {
  const town = townKey(draft.city);
  const place = town || fold(draft.postalCode ?? "").replaceAll(/\W/g, "");
  return `${place}${BETWEEN}${streetKey(draft.street, town)}`;
}

/** Only a key with a place and a number tells one house from another. */
export const isHouseKey = (key: string) => /^[^|]+\|.*\d/.test(key);

/**
 * An address as it is stored; null for an empty one. The postal code tells the country when the
 * address does not. A postal code that cannot be read is a finding.
 */
export function readAddress(
  draft: AddressDraft,
  partyCountry: string,
): { record: AddressRecord | null; findings: Finding[]; warnings: Finding[] } {
  const street = tidy(draft.street ?? "") || null;
  const city = tidy(draft.city ?? "") || null;
  const typedCode = tidy(draft.postalCode ?? "");
  if (!street && !city && !typedCode) return { record: null, findings: [], warnings: [] };
  const isForeign =
    (draft.country ?? partyCountry) !== "CZ" && (draft.country ?? partyCountry) !== "SK";
  const options = draft.country || isForeign ? { country: draft.country ?? partyCountry } : {};
  const code = typedCode ? parsePostalCode(typedCode, options) : null;
  const postalCode = code?.ok ? code.value.value : null;
  const told = code?.ok ? code.value.country : null;
  const record = {
    kind: draft.kind,
    street,
    city,
    postalCode,
    country: draft.country ?? told ?? partyCountry,
    addressKey: addressKey({ street, city, postalCode }),
  };
  return {
    record,
    findings: code && !code.ok ? [code.finding] : [],
    warnings: code?.ok ? code.warnings : [],
  };
}

/** Where letters go: the main address, else the seat; never another one. */
export function postalAddress<T extends { kind: AddressKind }>(addresses: readonly T[]): T | null {
  const of = (kind: AddressKind) => addresses.find((address) => address.kind === kind);
  return of("main") ?? of("seat") ?? null;
}
