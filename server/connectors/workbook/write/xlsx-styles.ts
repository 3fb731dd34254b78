import { TONES, type Tone } from "./columns";

/** Positions in the table of cell formats; each exists once for every tone. */
const FORMATS = ["general", "text", "money", "day", "time", "header"] as const;
export type CellFormat = (typeof FORMATS)[number];

const NUMBER_FORMATS: Record<CellFormat, number> = {
  general: 0,
  // 49 is "@": what a person types over such a cell keeps its zeros, too.
  text: 49,
  // 4 is "#,##0.00", which Excel shows with the separators of its language: 1 234,50.
  money: 4,
  day: 164,
  time: 165,
  header: 49,
};

export function styleIndex(format: CellFormat, tone: Tone = "plain"): number {
  return TONES.indexOf(tone) * FORMATS.length + FORMATS.indexOf(format);
}

const HEADER_FILL = 2;
const FILLS: Record<Tone, number> = { plain: 0, error: 3, warning: 4 };
const COLOURS = ["FFE8ECF1", "FFFFD9D6", "FFFFF1C7"];

function formatXml(format: CellFormat, tone: Tone): string {
  const isHeader = format === "header";
  const fill = isHeader ? HEADER_FILL : FILLS[tone];
  const apply = `numFmtId="${NUMBER_FORMATS[format]}" applyNumberFormat="1" fillId="${fill}" applyFill="1"`;
  return isHeader
    ? `<xf ${apply} fontId="1" applyFont="1" borderId="1" applyBorder="1" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>`
    : `<xf ${apply} fontId="0" borderId="0" xfId="0"/>`;
}

export const STYLES_XML =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="d\\.\\ m\\.\\ yyyy"/>' +
  '<numFmt numFmtId="165" formatCode="d\\.\\ m\\.\\ yyyy\\ h:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="5"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill>' +
  COLOURS.map(
    (colour) =>
      `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`,
  ).join("") +
  '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA5B1"/></bottom><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${TONES.length * FORMATS.length}">` +
  TONES.flatMap((tone) => FORMATS.map((format) => formatXml(format, tone))).join("") +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
