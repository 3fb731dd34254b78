import { join } from "node:path";
import { FONTS, type Pdf } from "../paper";
import type { TextStyle } from "./style";

const FILES = {
  regular: "400Regular/SourceSans3_400Regular.ttf",
  bold: "700Bold/SourceSans3_700Bold.ttf",
  italic: "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  boldItalic: "700Bold_Italic/SourceSans3_700Bold_Italic.ttf",
} as const;
export type FaceName = keyof typeof FILES;

/** What is used of a font as pdfkit holds it. */
interface OpenFont {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  layout(text: string): { advanceWidth: number };
  hasGlyphForCodePoint(codePoint: number): boolean;
}

interface OpenFace {
  font: OpenFont;
  /** Of words, in units of the font: the same words come in every letter. */
  widths: Map<string, number>;
}

const WORDS_MAX = 20_000;
const opened = new Map<FaceName, OpenFace>();

export function faceOf({ isBold, isItalic }: TextStyle): FaceName {
  if (isBold) return isItalic ? "boldItalic" : "bold";
  return isItalic ? "italic" : "regular";
}

/** A font is opened once for all documents; only its subset is each document's own. */
export function registerFaces(pdf: Pdf): void {
  for (const name of Object.keys(FILES) as FaceName[]) {
    const face = opened.get(name);
    if (face) pdf.registerFont(name, face.font as unknown as Buffer);
    else opened.set(name, openFace(pdf, name));
  }
}

function openFace(pdf: Pdf, name: FaceName): OpenFace {
  // pdfkit alone opens fonts; the page that it is opened for is thrown away.
  pdf.registerFont(name, join(FONTS, FILES[name]));
  pdf.font(name);
  const { font } = (pdf as unknown as { _font: { font: OpenFont } })._font;
  return { font, widths: new Map() };
}

function openedFace(name: FaceName): OpenFace {
  const face = opened.get(name);
  if (!face) throw new Error("no font is open yet");
  return face;
}

/** Points that a word takes; without what stands before and after it. */
export function widthOfWord(word: string, name: FaceName, size: number): number {
  const { font, widths } = openedFace(name);
  let units = widths.get(word);
  if (units === undefined) {
    if (widths.size >= WORDS_MAX) widths.clear();
    units = font.layout(word).advanceWidth;
    widths.set(word, units);
  }
  return (units * size) / font.unitsPerEm;
}

/** Above and below the baseline, in points. */
export function extentOf(name: FaceName, size: number): { above: number; below: number } {
  const { font } = openedFace(name);
  const scale = size / font.unitsPerEm;
  return { above: font.ascent * scale, below: -font.descent * scale };
}

export const hasLetter = (codePoint: number): boolean =>
  openedFace("regular").font.hasGlyphForCodePoint(codePoint);
