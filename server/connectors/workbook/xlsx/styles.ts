import { xmlTags } from "./xml";

/** One entry per cell style: 1 where its number format shows a date or a time. */
export function dateStyles(stylesXml: string): Uint8Array {
  const customDates = new Map<number, boolean>();
  const flags: number[] = [];
  let isInCellXfs = false;
  for (const tag of xmlTags(stylesXml)) {
    const id = Number(tag.attributes.numFmtId ?? 0);
    if (tag.name === "numFmt") customDates.set(id, isDateFormat(tag.attributes.formatCode ?? ""));
    else if (tag.name === "cellXfs") isInCellXfs = !tag.isClose && !tag.isEmpty;
    else if (tag.name === "xf" && isInCellXfs && !tag.isClose) {
      flags.push((customDates.get(id) ?? isBuiltinDate(id)) ? 1 : 0);
    }
  }
  return Uint8Array.from(flags);
}

/** ECMA-376 part 1, 18.8.30: dates and times, also those of the East Asian editions. */
function isBuiltinDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || isAsian(id);
}

function isAsian(id: number): boolean {
  return id >= 50 && id <= 58;
}

const LITERALS = /"[^"]*"|\\.|_.|\*./g;
const ELAPSED = /\[(h+|m+|s+)\]/gi;
const BRACKETS = /\[[^\]]*\]/g;

/** Whether a number format draws a date or a time: `d. m. yyyy`, `[$-405]d. mmmm yyyy`, `h:mm`. */
export function isDateFormat(format: string): boolean {
  const section = format.replace(LITERALS, "").split(";")[0] ?? "";
  const bare = section
    .replace(ELAPSED, "$1")
    .replace(BRACKETS, "")
    .replace(/general/gi, "");
  // "rrrr" is how Czech Excel names years on screen; some programs write it into the file.
  return /[dmyhs]|rr/i.test(bare) && !/[#?]/.test(bare);
}
