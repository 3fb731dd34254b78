import { fold, foldWords, tidy } from "./fold";

/** An address as people write it; the street with its number. */
export interface WrittenAddress {
  street?: string | null;
  city?: string | null;
  postalCode?: string | null;
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
export function streetKey(street: string | null | undefined, town: string): string {
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
export function addressKey(address: WrittenAddress): string {
  const town = townKey(address.city);
  const place = town || fold(address.postalCode ?? "").replaceAll(/\W/g, "");
  return `${place}${BETWEEN}${streetKey(address.street, town)}`;
}

/** Only a key with a place and a number tells one house from another. */
export const isHouseKey = (key: string) => /^[^|]+\|.*\d/.test(key);
