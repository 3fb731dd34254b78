import type { WrittenAddress } from "./address-key";

const POSTAL = /\b(\d{3})\s?(\d{2})\b/;
/** "Vzorová 12 702 00 Ostrava": a number of a house stands before the postal code. */
const IN_ONE = /^(?<street>.*\d\S*)\s+(?<postal>\d{3}\s?\d{2})\s+(?<city>\D.*)$/u;

/**
 * An address written in one line or several, taken apart: the street with its number stands first,
 * the town last with the postal code before or behind it, parts of the town between are left out.
 * Parts that are not there are null.
 */
export function splitAddress(text: string): Required<WrittenAddress> {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = "", ...rest] = parts;
  if (rest.length === 0) {
    const { street, postal, city } = IN_ONE.exec(first)?.groups ?? {};
    if (street && postal && city) {
      return { street, city, postalCode: postal.replace(/\s/, "") };
    }
    // One word alone is a town; with a number it is a street of nobody knows where.
    return /\d/.test(first.replace(POSTAL, ""))
      ? { street: first, city: null, postalCode: null }
      : { street: null, ...placeOf(first) };
  }
  const at = rest.findLastIndex((part) => POSTAL.test(part));
  const place = rest[at === -1 ? rest.length - 1 : at] ?? "";
  const found = placeOf(place);
  // A postal code in a part of its own: the town stands beside it.
  const city = found.city ?? rest.filter((part) => part !== place).at(-1) ?? null;
  return { street: first, ...found, city };
}

function placeOf(text: string): { city: string | null; postalCode: string | null } {
  const code = POSTAL.exec(text);
  const city = text.replace(POSTAL, "").replace(/\s+/g, " ").trim();
  return { city: city || null, postalCode: code ? `${code[1]}${code[2]}` : null };
}
