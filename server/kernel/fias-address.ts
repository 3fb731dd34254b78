import { tidy } from "./fold";

/** Levels of an address in ФИАС that people write, from the region down to the flat. */
export const FIAS_LEVELS = [
  "region",
  "area",
  "city",
  "settlement",
  "street",
  "house",
  "building",
  "flat",
] as const;
export type FiasLevel = (typeof FIAS_LEVELS)[number];
export type FiasParts = Partial<Record<FiasLevel, string>>;

// As the register shortens words of types, and as they are printed.
const DOTTED = new Set(
  "г обл с п д дер ул пер пл ш наб б-р проезд кв корп стр оф пом ком литера рп".split(" "),
);
const WITHOUT_DOT = new Set(["проезд", "литера", "ш", "б-р"]);
/** What stands before a bare number of the level. */
const OWN_TYPE: Partial<Record<FiasLevel, string>> = {
  city: "г.",
  street: "ул.",
  house: "д.",
  building: "корп.",
  flat: "кв.",
};
// "Ленина ул", "пр-кт Мира", "мкр 5": the name says its type itself.
const TYPED =
  /(?:^|\s)(?:г|ул|улица|пер|переулок|пл|площадь|пр-кт|проспект|пр-д|проезд|ш|шоссе|наб|набережная|б-р|бульвар|мкр|кв-л|тер|аллея|линия|тракт|д|дом|влд|двлд|корп|корпус|стр|строение|литера|соор|кв|квартира|оф|офис|пом|помещение|ком|комната)\.?(?=\s|$)/i;

/** Parts without blanks and without empty ones; null where nothing is left. */
export function tidyFias(
  parts: Partial<Record<FiasLevel, string | null | undefined>>,
): FiasParts | null {
  const said = FIAS_LEVELS.flatMap((level) => {
    const text = tidy(parts[level] ?? "");
    return text === "" ? [] : [[level, text] as const];
  });
  return said.length === 0 ? null : Object.fromEntries(said);
}

/** "д 5" → "д. 5", "5" → "д. 5", "ул Баумана" → "ул. Баумана", "Баумана" → "ул. Баумана". */
function written(level: FiasLevel, text: string): string {
  const own = OWN_TYPE[level];
  const typed = own !== undefined && !TYPED.test(text) ? `${own} ${text}` : text;
  return typed
    .split(" ")
    .map((word) => (DOTTED.has(word) && !WITHOUT_DOT.has(word) ? `${word}.` : word))
    .join(" ");
}

const line = (parts: FiasParts, levels: readonly FiasLevel[]): string[] =>
  levels.flatMap((level) => {
    const text = parts[level];
    return text === undefined ? [] : written(level, text);
  });

/** "ул. Баумана, д. 5, корп. 2, кв. 10": what stands where others have the street. */
export const fiasStreet = (parts: FiasParts): string | null =>
  line(parts, ["street", "house", "building", "flat"]).join(", ") || null;

/**
 * Where letters go: "г. Казань"; of a settlement all that tells it from others of its name:
 * "с. Ивановка, Раменский р-н, Московская обл.".
 */
export function fiasTown(parts: FiasParts): string | null {
  const { city, settlement } = parts;
  if (settlement === undefined && city !== undefined) return written("city", city);
  const text = line(parts, ["settlement", "city", "area", "region"]).join(", ");
  return text || null;
}

/** The name of the place alone, by which one house is known in another spelling: "Казань". */
export const fiasPlace = (parts: FiasParts): string | null =>
  (parts.settlement ?? parts.city ?? parts.region)
    ?.replace(/^(?:г|с|п|д|дер|рп|пгт|ст-ца|х|аул)\.? /i, "")
    .replace(/ (?:г|с|п|обл)\.?$/i, "") ?? null;

/**
 * In one line as Russia writes it in requisites, from the index down to the flat:
 * "420111, Республика Татарстан, г. Казань, ул. Баумана, д. 5, кв. 10". A city that is a region
 * by itself is said once.
 */
export function fiasLine(parts: FiasParts, postalCode: string | null = null): string {
  const isOwnRegion = parts.region !== undefined && parts.region === parts.city;
  const levels = FIAS_LEVELS.filter((level) => !(isOwnRegion && level === "region"));
  return [postalCode, ...line(parts, levels)].filter(Boolean).join(", ");
}
