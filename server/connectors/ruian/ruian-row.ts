import { addressKey } from "@/server/kernel/address-key";
import { addressLine, type RegisterAddress } from "@/server/kernel/company-record";
import { type Day, isDay } from "@/server/kernel/days";

/** An address point of RÚIAN. */
export interface RuianRow {
  /** Its code is `addressPoint`, its text as ARES writes it. */
  address: RegisterAddress;
  municipalityCode: number;
  /** The key that addresses of parties have (`addressKey`), of the address as it is in full. */
  key: string;
  /**
   * Keys of the other ways in which people write it: by one of its two numbers, or with the part of
   * a town for the town. Two houses may share such a key, and a cottage has that of a house.
   */
  otherKeys: readonly string[];
  /** Metres in S-JTSK / Krovak East North (EPSG:5514): negative in all the country. */
  eastingM: number | null;
  northingM: number | null;
  since: Day | null;
}

/** Why a line is left out. */
export const RUIAN_FLAWS = [
  "columns",
  "code",
  "municipality",
  "kind",
  "number",
  "postal_code",
  "letters",
  "too_long",
] as const;
export type RuianFlaw = (typeof RUIAN_FLAWS)[number];

const REQUIRED = {
  code: "Kód ADM",
  municipalityCode: "Kód obce",
  municipality: "Název obce",
  townPart: "Název části obce",
  street: "Název ulice",
  kind: "Typ SO",
  houseNumber: "Číslo domovní",
  orientation: "Číslo orientační",
  letter: "Znak čísla orientačního",
  postalCode: "PSČ",
} as const;
const OPTIONAL = {
  district: "Název MOMC",
  pragueDistrict: "Název obvodu Prahy",
  y: "Souřadnice Y",
  x: "Souřadnice X",
  since: "Platí Od",
} as const;

/** Where the columns of a file stand. */
export interface RuianHeader {
  count: number;
  at: Readonly<Record<keyof typeof REQUIRED, number>>;
  maybeAt: Readonly<Record<keyof typeof OPTIONAL, number>>;
}

/** The header by the names of its columns, in whatever order; the names that are missing. */
export function readHeader(cells: readonly string[]): RuianHeader | { missing: string[] } {
  const names = cells.map((cell) => cell.replace(/^\ufeff/, "").trim());
  const missing = Object.values(REQUIRED).filter((name) => !names.includes(name));
  if (missing.length > 0) return { missing };
  const places = <Key extends string>(columns: Readonly<Record<Key, string>>) =>
    Object.fromEntries(
      Object.entries<string>(columns).map(([key, name]) => [key, names.indexOf(name)]),
    ) as Record<Key, number>;
  return { count: names.length, at: places(REQUIRED), maybeAt: places(OPTIONAL) };
}

// What windows-1250 leaves free, and what no decoder could place.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
const BROKEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/;
const KINDS: Readonly<Record<string, boolean>> = { "č.p.": false, "č.ev.": true };

/** The row of a line, or what is wrong with it. */
export function readRow(
  cells: readonly string[],
  header: RuianHeader,
  keyOf: HouseKeys,
): RuianRow | RuianFlaw {
  const { at, maybeAt, count } = header;
  if (cells.length !== count) return "columns";
  if (BROKEN.test(cells.join(";"))) return "letters";
  const cell = (place: number) => cells[place]?.trim() ?? "";
  const [code, municipalityCode, town] = [
    cell(at.code),
    cell(at.municipalityCode),
    cell(at.municipality),
  ];
  if (!/^\d{1,9}$/.test(code) || !/^\d{1,6}$/.test(municipalityCode)) return "code";
  if (town === "") return "municipality";
  const isRecreational = KINDS[cell(at.kind)];
  if (isRecreational === undefined) return "kind";
  const [houseNumber, orientation] = [cell(at.houseNumber), cell(at.orientation)];
  if (!/^\d{1,4}$/.test(houseNumber) || !/^\d{0,3}$/.test(orientation)) return "number";
  const postalCode = cell(at.postalCode);
  if (!/^\d{5}$/.test(postalCode)) return "postal_code";
  const parts = {
    text: null,
    ...{ street: cell(at.street) || null, houseNumber, isRecreational },
    orientationNumber:
      orientation === "" ? null : Number(orientation) + cell(at.letter).toLowerCase(),
    townPart: cell(at.townPart) || null,
    district: cell(maybeAt.district) || cell(maybeAt.pragueDistrict) || null,
    ...{ town, postalCode, country: "CZ", addressPoint: code },
  };
  const address: RegisterAddress = { ...parts, text: addressLine(parts) };
  const since = cell(maybeAt.since).slice(0, 10);
  return {
    ...{ address, municipalityCode: Number(municipalityCode) },
    ...keysOf(address, keyOf),
    // The file has them positive; in EPSG:5514 both axes point the other way.
    ...{ eastingM: negated(cell(maybeAt.y)), northingM: negated(cell(maybeAt.x)) },
    since: isDay(since) ? since : null,
  };
}

/** Makes the key of a house of its place, its town and its numbers, each place folded once. */
export type HouseKeys = (place: string | null, town: string | null, numbers: string) => string;

const PLACES_MAX = 10_000;

/** The same as `addressKey` of the whole line: what is a number there stands last and stays as it is. */
export function houseKeys(): HouseKeys {
  const known = new Map<string, string>();
  return (place, town, numbers) => {
    const name = `${town}\n${place}`;
    let start = known.get(name);
    if (start === undefined) {
      start = addressKey({ street: `${place ?? ""} 1`, city: town }).slice(0, -1);
      if (known.size >= PLACES_MAX) known.clear();
      known.set(name, start);
    }
    return start + numbers;
  };
}

function keysOf(address: RegisterAddress, keyOf: HouseKeys): { key: string; otherKeys: string[] } {
  const { street, orientationNumber, townPart, town } = address;
  const house = (address.houseNumber ?? "").replace(/^0+(?=\d)/, "");
  const numbers = orientationNumber === null ? house : `${house} ${orientationNumber}`;
  const key = keyOf(street ?? townPart ?? town, town, numbers);
  const others: string[] = [];
  if (street !== null && orientationNumber !== null) {
    others.push(keyOf(street, town, house), keyOf(street, town, orientationNumber));
  }
  // A part of a town without streets passes for a town of its own.
  if (street === null && townPart !== null && townPart !== town) {
    others.push(keyOf(null, townPart, numbers));
  }
  return {
    key,
    otherKeys: others.filter((other, i) => other !== key && others.indexOf(other) === i),
  };
}

function negated(text: string): number | null {
  const metres = Number(text.replace(",", "."));
  return text === "" || !Number.isFinite(metres) || metres === 0 ? null : -metres;
}
