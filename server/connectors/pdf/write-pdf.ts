import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PdfBlock, PdfDocument } from "./document";
import {
  bottomOf,
  FAINT,
  FOOT,
  heightOf,
  INK,
  MARGINS,
  newPaper,
  type Pdf,
  rule,
  widthOf,
  write,
} from "./paper";
import { writeTable } from "./table";

/** Writes a document and ends the stream. The whole of it is held until its pages are counted. */
export async function writePdf(document: PdfDocument, stream: Writable): Promise<void> {
  const pdf = newPaper(document);
  writeTitle(pdf, document);
  for (const block of document.blocks) await writeBlock(pdf, block);
  writeFooters(pdf, document);
  pdf.end();
  await pipeline(pdf, stream);
}

function writeTitle(pdf: Pdf, { title, subtitle }: PdfDocument): void {
  const x = MARGINS.left;
  pdf.y = write(pdf, title, { x, y: MARGINS.top, face: "strong", size: 18 }) + 2;
  if (subtitle) pdf.y = write(pdf, subtitle, { x, y: pdf.y, size: 10.5, colour: FAINT });
  rule(pdf, { x, y: pdf.y + 6, width: widthOf(pdf), colour: INK });
  pdf.y += 14;
}

async function writeBlock(pdf: Pdf, block: PdfBlock): Promise<void> {
  if (block.type === "table") await writeTable(pdf, block);
  else if (block.type === "heading") writeHeading(pdf, block);
  else if (block.type === "facts") writeFacts(pdf, block.facts);
  else if (block.type === "figure") writeFigure(pdf, block);
  else if (block.type === "code") writeCode(pdf, block);
  else if (block.type === "list") for (const item of block.items) writeText(pdf, `–  ${item}`, 0);
  else writeText(pdf, block.text, 4);
}

/** Turns the page where what follows would not fit on this one. */
function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage();
}

function writeHeading(
  pdf: Pdf,
  { text, aside = "" }: Extract<PdfBlock, { type: "heading" }>,
): void {
  const width = widthOf(pdf) * (aside ? 0.72 : 1);
  const style = { face: "strong" as const, size: 11 };
  // A heading with nothing of its table under it says nothing.
  makeRoom(pdf, heightOf(pdf, text, { ...style, width }) + 70);
  const y = pdf.y + 8;
  const x = MARGINS.left;
  if (aside) {
    const right = widthOf(pdf) * 0.28 - 4;
    write(pdf, aside, { ...style, x: x + width, y, width: right, align: "right" });
  }
  pdf.y = write(pdf, text, { ...style, x, y, width }) + 3;
}

function writeFacts(pdf: Pdf, facts: readonly { label: string; value: string }[]): void {
  const labelWidth = 118;
  for (const { label, value } of facts) {
    const width = widthOf(pdf) - labelWidth;
    makeRoom(pdf, heightOf(pdf, value, { size: 9.6, width }) + 3);
    const y = pdf.y;
    write(pdf, label, { x: MARGINS.left, y, width: labelWidth - 8, size: 9.6, colour: FAINT });
    pdf.y = write(pdf, value, { x: MARGINS.left + labelWidth, y, width, size: 9.6 }) + 3;
  }
  pdf.y += 4;
}

function writeFigure(pdf: Pdf, block: Extract<PdfBlock, { type: "figure" }>): void {
  const { label, value, detail = "" } = block;
  makeRoom(pdf, 56);
  const x = MARGINS.left;
  const labelEnd = write(pdf, label, { x, y: pdf.y + 4, size: 9, colour: FAINT });
  const end = write(pdf, value, { x, y: labelEnd, face: "strong", size: 17 });
  pdf.y = write(pdf, detail, { x, y: end, size: 9, colour: FAINT }) + 6;
}

/** Three centimetres: what a phone reads from paper at arm's length. */
const CODE_POINTS = 88;

/** Square by square, so that it is sharp at any size and needs no picture's colour profile. */
function writeCode(pdf: Pdf, block: Extract<PdfBlock, { type: "code" }>): void {
  makeRoom(pdf, CODE_POINTS + 12);
  const [x, y] = [MARGINS.left, pdf.y + 10];
  const size = CODE_POINTS / block.modules.length;
  for (const [row, squares] of block.modules.entries()) {
    for (const [column, isDark] of squares.entries()) {
      if (isDark) pdf.rect(x + column * size, y + row * size, size, size);
    }
  }
  pdf.fillColor(INK).fill();
  const left = x + CODE_POINTS + 10;
  const width = widthOf(pdf) - CODE_POINTS - 10;
  const style = { x: left, width };
  const titleEnd = write(pdf, block.title, { ...style, y: y + 8, face: "strong", size: 9.6 });
  const textEnd = write(pdf, block.text, { ...style, y: titleEnd + 2, size: 8.6 });
  write(pdf, block.detail, { ...style, y: textEnd + 3, size: 7.8, colour: FAINT });
  pdf.y = y + CODE_POINTS + 4;
}

function writeText(pdf: Pdf, text: string, gap: number): void {
  makeRoom(pdf, heightOf(pdf, text, { size: 8.6 }) + gap);
  pdf.y = write(pdf, text, { x: MARGINS.left, y: pdf.y, size: 8.6 }) + 2 + gap;
}

function writeFooters(pdf: Pdf, { footer }: PdfDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    // Text in the margin would begin a new page.
    pdf.page.margins.bottom = 0;
    const y = bottomOf(pdf) + FOOT - 8;
    const width = widthOf(pdf) * 0.7;
    const small = { size: 7.8, colour: FAINT };
    rule(pdf, { x: MARGINS.left, y: y - 6, width: widthOf(pdf) });
    write(pdf, footer.text, { ...small, x: MARGINS.left, y, width });
    write(pdf, footer.page(index + 1, count), {
      ...{ ...small, x: MARGINS.left + width, y },
      ...{ width: widthOf(pdf) * 0.3, align: "right" },
    });
  }
}
