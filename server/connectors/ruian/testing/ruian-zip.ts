import { zip } from "../../workbook/testing/fixtures";

const DECODER = new TextDecoder("windows-1250");
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [DECODER.decode(Uint8Array.of(byte)), byte]),
);

/** Text in windows-1250, "?" for what it has not. */
export const cp1250 = (text: string): Uint8Array =>
  Uint8Array.from(text, (char) => BYTES.get(char) ?? 63);

export const RUIAN_HEADER =
  "Kód ADM;Kód obce;Název obce;Kód MOMC;Název MOMC;Kód obvodu Prahy;Název obvodu Prahy;" +
  "Kód části obce;Název části obce;Kód ulice;Název ulice;Typ SO;Číslo domovní;Číslo orientační;" +
  "Znak čísla orientačního;PSČ;Souřadnice Y;Souřadnice X;Platí Od";

export interface TwinHouse {
  code: number;
  town: string;
  townPart?: string;
  district?: string;
  street?: string;
  kind?: "č.p." | "č.ev.";
  houseNumber: number;
  orientation?: string;
  letter?: string;
  postalCode?: string;
}

/** A line of the register. */
export function ruianLine(house: TwinHouse, municipalityCode = 599_999): string {
  const { code, town, townPart = town, district = "", street = "", kind = "č.p." } = house;
  return [
    ...[code, municipalityCode, town, "", district, "", "", 168_491, townPart, "", street, kind],
    ...[house.houseNumber, house.orientation ?? "", house.letter ?? ""],
    ...[house.postalCode ?? "74401", "479862.17", "1133960.17", "2022-08-24T00:00:00"],
  ].join(";");
}

/** The monthly ZIP: a file for each municipality, by its code. */
export function ruianZip(
  municipalities: Readonly<Record<number, readonly TwinHouse[]>>,
  day = "20260630",
): Uint8Array {
  const files = Object.entries(municipalities).map(([code, houses]) => {
    const lines = houses.map((house) => ruianLine(house, Number(code)));
    return [`CSV/${day}_OB_${code}_ADR.csv`, cp1250([RUIAN_HEADER, ...lines, ""].join("\r\n"))];
  });
  return zip(Object.fromEntries(files) as Record<string, Uint8Array>);
}
