import { buffer } from "node:stream/consumers";
import { FAINT, newSheets, type Pdf } from "../paper";
import type { Block } from "./content";
import { drawAddress, placeOf } from "./envelope";
import { registerFaces, widthOfWord } from "./faces";
import { layBlocks } from "./lay-blocks";
import { DEFAULT_MARGINS, type Letter, type LetterOptions, type Margins, mm } from "./letter";
import { paginate, type Sheet } from "./paginate";
import { drawPanel, heightOfPanel } from "./payment-panel";
import type { Missing } from "./words";

/** Between the window of the envelope and the text. */
const UNDER_ADDRESS_MM = 12;

/** Writes the content of a letter on pages; throws as the parts of a letter do. */
export async function writeLetter(
  blocks: readonly Block[],
  options: LetterOptions,
): Promise<Letter> {
  const margins = { ...DEFAULT_MARGINS, ...options.margins };
  const pdf = newSheets(options);
  registerFaces(pdf);
  pdf.addPage();
  const whole = buffer(pdf);
  const missing: Missing = new Set();
  const sheet = sheetOf(pdf, margins, options);
  const width = pdf.page.width - mm(margins.left) - mm(margins.right);
  if (options.address) drawAddress(pdf, options.address);
  const rules = { width, heightMax: sheet.bottom - sheet.top, missing };
  const end = await paginate(pdf, layBlocks(blocks, rules), sheet);
  if (options.payment) placePanel(pdf, { options, sheet, width, end });
  const { count } = pdf.bufferedPageRange();
  if (count > 1 && options.hasPageNumbers !== false) numberPages(pdf, margins, count);
  pdf.end();
  return { bytes: await whole, pages: count, missingLetters: [...missing].join("") };
}

function sheetOf(pdf: Pdf, margins: Margins, { address }: LetterOptions): Sheet {
  const top = mm(margins.top);
  const place = address && placeOf(address);
  const underAddress = place ? mm(place.y + place.height + UNDER_ADDRESS_MM) : 0;
  return {
    ...{ left: mm(margins.left), top, firstTop: Math.max(top, underAddress) },
    bottom: pdf.page.height - mm(margins.bottom),
  };
}

/** At the foot of the last page, or of one more where the text leaves no room. */
function placePanel(
  pdf: Pdf,
  at: { options: LetterOptions; sheet: Sheet; width: number; end: number },
): void {
  const { sheet, width, end, options } = at;
  if (!options.payment) return;
  const y = sheet.bottom - heightOfPanel(options.payment);
  if (end + 10 > y) pdf.addPage();
  drawPanel(pdf, options.payment, { x: sheet.left, y, width });
}

function numberPages(pdf: Pdf, margins: Margins, count: number): void {
  const size = 8.5;
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index);
    const text = `${index + 1}/${count}`;
    const x = pdf.page.width - mm(margins.right) - widthOfWord(text, "regular", size);
    pdf.font("regular").fontSize(size).fillColor(FAINT);
    const y = pdf.page.height - Math.max(14, mm(margins.bottom) * 0.5);
    pdf.text(text, x, y, { lineBreak: false, baseline: "alphabetic" });
  }
}
