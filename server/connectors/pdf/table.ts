import type { PdfBlock, PdfCell, PdfColumn, PdfRow } from "./document";
import { bottomOf, FAINT, heightOf, INK, MARGINS, type Pdf, rule, widthOf, write } from "./paper";

type Table = Extract<PdfBlock, { type: "table" }>;

const PAD = 4;
const SIZE = 8.6;
const DETAIL_SIZE = 7.4;
const HEAD_SIZE = 7.8;
/** A pause for whoever else waits for this process. */
const ROWS_AT_ONCE = 20;

interface Place {
  column: PdfColumn;
  x: number;
  width: number;
}

/** A table that breaks over pages between its rows and repeats its head on each. */
export async function writeTable(pdf: Pdf, { columns, rows }: Table): Promise<void> {
  const places = placesOf(pdf, columns);
  const headHeight = heightOfHead(pdf, places);
  const [first] = rows;
  const needed = headHeight + (first ? heightOfRow(pdf, places, first) : 0);
  if (pdf.y + needed > bottomOf(pdf)) pdf.addPage();
  writeHead(pdf, places);
  for (const [index, row] of rows.entries()) {
    const height = heightOfRow(pdf, places, row);
    if (pdf.y + height > bottomOf(pdf)) {
      pdf.addPage();
      writeHead(pdf, places);
    }
    writeRow(pdf, places, { row, height });
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await new Promise(setImmediate);
  }
  pdf.y += 8;
}

function placesOf(pdf: Pdf, columns: readonly PdfColumn[]): Place[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let x = MARGINS.left;
  return columns.map((column) => {
    const width = (widthOf(pdf) * column.width) / whole;
    const place = { column, x, width };
    x += width;
    return place;
  });
}

const inner = ({ width }: Place) => width - PAD;
const partsOf = (cell: PdfCell) => (typeof cell === "string" ? { text: cell, detail: "" } : cell);

function heightOfHead(pdf: Pdf, places: readonly Place[]): number {
  const heights = places.map((place) => {
    const style = { face: "strong" as const, size: HEAD_SIZE, width: inner(place) };
    return heightOf(pdf, place.column.header, style);
  });
  return Math.max(...heights) + 2 * PAD;
}

function writeHead(pdf: Pdf, places: readonly Place[]): void {
  const top = pdf.y;
  const height = heightOfHead(pdf, places);
  for (const place of places) {
    const { header, align } = place.column;
    write(pdf, header, {
      ...{ x: place.x, y: top + PAD, width: inner(place) },
      ...{ face: "strong", size: HEAD_SIZE, colour: FAINT, align },
    });
  }
  rule(pdf, { x: MARGINS.left, y: top + height, width: widthOf(pdf), colour: INK });
  pdf.y = top + height;
}

function heightOfRow(pdf: Pdf, places: readonly Place[], row: PdfRow): number {
  const face = row.tone === "total" ? "strong" : "body";
  const heights = places.map((place, index) => {
    const { text, detail } = partsOf(row.cells[index] ?? "");
    const width = inner(place);
    return (
      heightOf(pdf, text, { face, size: SIZE, width }) +
      heightOf(pdf, detail, { size: DETAIL_SIZE, width })
    );
  });
  return Math.max(...heights, SIZE) + PAD + 2;
}

function writeRow(
  pdf: Pdf,
  places: readonly Place[],
  { row, height }: { row: PdfRow; height: number },
): void {
  const top = pdf.y;
  const isTotal = row.tone === "total";
  for (const [index, place] of places.entries()) {
    const { text, detail } = partsOf(row.cells[index] ?? "");
    const style = { x: place.x, width: inner(place), align: place.column.align };
    const face = isTotal ? "strong" : "body";
    const end = write(pdf, text, { ...style, y: top + PAD / 2 + 1, face, size: SIZE });
    write(pdf, detail, { ...style, y: end, size: DETAIL_SIZE, colour: FAINT });
  }
  const bottom = top + height;
  const last = places.at(-1);
  if (isTotal && last) {
    for (const y of [bottom, bottom + 2]) {
      rule(pdf, { x: last.x, y, width: inner(last), colour: INK });
    }
  } else {
    rule(pdf, { x: MARGINS.left, y: bottom, width: widthOf(pdf) });
  }
  pdf.y = bottom;
}
