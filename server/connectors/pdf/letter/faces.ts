import { join } from "node:path";
import { FONTS, newSheets, type Pdf } from "../paper";
import type { TextStyle } from "./style";

const FILES = {
  regular: "400Regular/SourceSans3_400Regular.ttf",
  bold: "700Bold/SourceSans3_700Bold.ttf",
  italic: "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  boldItalic: "700Bold_Italic/SourceSans3_700Bold_Italic.ttf",
} as const;
export type FaceName = keyof typeof FILES;

interface GlyphPosition {
  xAdvance: number;
}
interface GlyphRun {
  glyphs: readonly unknown[];
  positions: GlyphPosition[];
  advanceWidth: number;
}

/** What is used of a font as pdfkit holds it. */
interface OpenFont {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  layout(text: string, features?: unknown): GlyphRun;
  hasGlyphForCodePoint(codePoint: number): boolean;
  characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): unknown;
}

/** The same words come in every letter; each takes a shaping by all rules of the font. */
const WORDS_MAX = 20_000;
const opened = new Map<FaceName, OpenFont>();

export function faceOf({ isBold, isItalic }: TextStyle): FaceName {
  if (isBold) return isItalic ? "boldItalic" : "bold";
  return isItalic ? "italic" : "regular";
}

/** A font is opened once for all documents; only its subset is each document's own. */
export function registerFaces(pdf: Pdf): void {
  if (opened.size === 0) openFaces();
  for (const [name, font] of opened) pdf.registerFont(name, font as unknown as Buffer);
}

function openFaces(): void {
  // pdfkit alone opens fonts, each for a document; one of its own, or the first letter of a process
  // would number its fonts in another way than all later ones.
  const scratch = newSheets({ title: "", author: "", language: "cs", createdAt: new Date(0) });
  for (const name of Object.keys(FILES) as FaceName[]) {
    scratch.registerFont(name, join(FONTS, FILES[name]));
    scratch.font(name);
    const { font } = (scratch as unknown as { _font: { font: OpenFont } })._font;
    opened.set(name, sharedFont(font));
  }
}

function sharedFont(font: OpenFont): OpenFont {
  // A glyph remembers the letter that it was first asked for by. One that a document needs only as a
  // part of another (the r of ř) would remember none, and could not be found in later documents.
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
  const shape = font.layout.bind(font);
  const runs = new Map<string, GlyphRun>();
  font.layout = (text, features) => {
    if (features) return shape(text, features);
    let run = runs.get(text);
    if (!run) {
      if (runs.size >= WORDS_MAX) runs.clear();
      run = shape(text);
      runs.set(text, run);
    }
    return new CopiedRun(run);
  };
  return font;
}

/** pdfkit scales the positions that it is given in place, so each document gets its own. */
class CopiedRun implements GlyphRun {
  readonly glyphs: readonly unknown[];
  readonly positions: GlyphPosition[];

  constructor({ glyphs, positions }: GlyphRun) {
    this.glyphs = glyphs;
    this.positions = positions.map((position) => ({ ...position }));
  }

  get advanceWidth(): number {
    return this.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  }
}

function openedFace(name: FaceName): OpenFont {
  const face = opened.get(name);
  if (!face) throw new Error("no font is open yet");
  return face;
}

const widths: Record<FaceName, Map<string, number>> = {
  regular: new Map(),
  bold: new Map(),
  italic: new Map(),
  boldItalic: new Map(),
};

/** Points that a word takes; without what stands before and after it. */
export function widthOfWord(word: string, name: FaceName, size: number): number {
  const known = widths[name];
  const font = openedFace(name);
  let units = known.get(word);
  if (units === undefined) {
    if (known.size >= WORDS_MAX) known.clear();
    units = font.layout(word).advanceWidth;
    known.set(word, units);
  }
  return (units * size) / font.unitsPerEm;
}

/** Above and below the baseline, in points. */
export function extentOf(name: FaceName, size: number): { above: number; below: number } {
  const font = openedFace(name);
  const scale = size / font.unitsPerEm;
  return { above: font.ascent * scale, below: -font.descent * scale };
}

export const hasLetter = (codePoint: number): boolean =>
  openedFace("regular").hasGlyphForCodePoint(codePoint);
