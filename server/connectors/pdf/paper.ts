import { join } from "node:path";
import PDFDocument from "pdfkit";
import { INTL_TAG } from "@/server/kernel/locale";
import type { PdfDocument } from "./document";

// Source Sans (SIL Open Font License 1.1) may be embedded, holds Czech, Slovak and Russian in one
// file, and its figures are all of one width.
export const FONTS = join(process.cwd(), "node_modules", "@expo-google-fonts", "source-sans-3");
const FACES = {
  body: join(FONTS, "400Regular", "SourceSans3_400Regular.ttf"),
  strong: join(FONTS, "600SemiBold", "SourceSans3_600SemiBold.ttf"),
};
export type Face = keyof typeof FACES;

export type Pdf = InstanceType<typeof PDFDocument>;

export const INK = "#16181d";
export const FAINT = "#5b6270";
export const RULE = "#c9cdd6";

export const MARGINS = { top: 48, bottom: 56, left: 48, right: 40 };
/** Between the last line of text and the foot of the page. */
export const FOOT = 26;

/** What the properties of a file say of it. */
type Properties = Pick<PdfDocument, "title" | "author" | "language" | "createdAt">;

/** A4 for fonts of its own, to the archive standard that courts take (PDF/A-2b); no page yet. */
export function newSheets(of: Properties, margins: typeof MARGINS = NO_MARGINS): Pdf {
  const { title, author, language, createdAt } = of;
  return new PDFDocument({
    size: "A4",
    margins,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    lang: INTL_TAG[language],
    displayTitle: true,
    // No other font: a file opened under its path as well would be opened anew for each text.
    font: null,
    info: { Title: title, Author: author, CreationDate: createdAt, ModDate: createdAt },
  } as unknown as PDFKit.PDFDocumentOptions);
}

/** Whoever places everything by itself wants no page turned for it. */
const NO_MARGINS = { top: 0, bottom: 0, left: 0, right: 0 };

export function newPaper(document: PdfDocument): Pdf {
  const pdf = newSheets(document, MARGINS);
  for (const [name, file] of Object.entries(FACES)) pdf.registerFont(name, file);
  pdf.addPage();
  return pdf;
}

export const widthOf = ({ page }: Pdf): number => page.width - MARGINS.left - MARGINS.right;
export const bottomOf = ({ page }: Pdf): number => page.height - MARGINS.bottom;

export interface Style {
  face?: Face;
  size?: number;
  colour?: string;
  align?: "left" | "right";
  width?: number;
}

/** The height that a text takes in a style. */
export function heightOf(pdf: Pdf, text: string, style: Style): number {
  if (text === "") return 0;
  const { face = "body", size = 8.5, width = widthOf(pdf) } = style;
  pdf.font(face).fontSize(size);
  return pdf.heightOfString(text, { width, lineGap: -1 });
}

/** Writes a text at a place; answers where it ends. */
export function write(pdf: Pdf, text: string, style: Style & { x: number; y: number }): number {
  const { face = "body", size = 8.5, colour = INK, align = "left", width = widthOf(pdf) } = style;
  if (text === "") return style.y;
  pdf.font(face).fontSize(size).fillColor(colour);
  pdf.text(text, style.x, style.y, { width, align, lineGap: -1 });
  return style.y + heightOf(pdf, text, { face, size, width });
}

/** A line across from x to x + width. */
export function rule(
  pdf: Pdf,
  { x, y, width, colour = RULE }: { x: number; y: number; width: number; colour?: string },
): void {
  pdf
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .strokeColor(colour)
    .stroke();
}
