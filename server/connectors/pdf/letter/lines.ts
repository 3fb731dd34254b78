import type { Pdf } from "../paper";
import type { Block } from "./content";
import { extentOf, faceOf } from "./faces";
import { drawImage } from "./image";
import { PLAIN_SLAB, type Slab } from "./slab";
import type { Style } from "./style";
import { type Part, sizeOf, type Word, type WordRules, wordsOf } from "./words";

type Paragraph = Extract<Block, { type: "text" }>;

/** The lines of a paragraph; its first and its last two stay together. */
export function linesOf(paragraph: Paragraph, rules: WordRules): Slab[] {
  const { style, indent } = paragraph;
  const lines = broken(wordsOf(paragraph.pieces, rules), rules.width, indent);
  return lines.map((words, index) => {
    const isLast = index === lines.length - 1 || words.at(-1)?.isBreak === true;
    const start = index === 0 ? indent : 0;
    const isKept = lines.length > 1 && (index === 0 || index === lines.length - 2);
    return { ...lineSlab(words, { style, start, width: rules.width, isLast }), isKept };
  });
}

function broken(words: readonly Word[], width: number, indent: number): Word[][] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  let left = width - indent;
  const close = () => {
    lines.push(line);
    line = [];
    left = width;
  };
  for (const [index, word] of words.entries()) {
    const isTied = words[index - 1]?.isTied === true;
    const needed = isTied ? word.width : widthOfTied(words, index);
    if (line.length > 0 && needed > left + 0.01) close();
    line.push(word);
    left -= word.width + word.space;
    if (word.isBreak) close();
  }
  if (line.length > 0) close();
  return lines;
}

/** Of a word with those that it does not part from. */
function widthOfTied(words: readonly Word[], from: number): number {
  let width = 0;
  for (let at = from; ; at += 1) {
    const word = words[at];
    if (!word) return width;
    width += word.width;
    if (!word.isTied) return width;
    width += word.space;
  }
}

interface LineRules {
  style: Style;
  start: number;
  width: number;
  isLast: boolean;
}

function lineSlab(words: readonly Word[], rules: LineRules): Slab {
  const { above, below } = extentOfLine(words, rules.style);
  const spaces = words.slice(0, -1).filter(({ space }) => space > 0).length;
  const natural = words.reduce(
    (sum, { width, space }, index) => sum + width + (index === words.length - 1 ? 0 : space),
    0,
  );
  const free = rules.width - rules.start - natural;
  const { align } = rules.style;
  const isJustified = align === "justify" && !rules.isLast && spaces > 0 && free > 0;
  const share = align === "right" ? 1 : align === "center" ? 0.5 : 0;
  const from = rules.start + Math.max(0, free) * share;
  const runs = runsOf(words, isJustified ? free / spaces : 0);
  return {
    ...PLAIN_SLAB,
    height: above + below,
    baseline: above,
    draw: (pdf, x, y) => {
      for (const run of runs) drawRun(pdf, run, { x: x + from + run.x, baseline: y + above });
    },
  };
}

/** A line is as high as its highest part with half of the leading above and half below. */
function extentOfLine(words: readonly Word[], style: Style): { above: number; below: number } {
  const strut = extentOfText(style, style.size);
  let { above, below } = strut;
  for (const { parts } of words) {
    for (const part of parts) {
      if (part.type === "image") above = Math.max(above, part.height + 2);
      else if (part.style !== style) {
        const extent = extentOfText(part.style, part.size);
        above = Math.max(above, extent.above + riseOf(part.style));
        below = Math.max(below, extent.below - riseOf(part.style));
      }
    }
  }
  return { above, below };
}

function extentOfText(style: Style, size: number): { above: number; below: number } {
  const { above, below } = extentOf(faceOf(style), size);
  const half = (size * style.lineHeight - above - below) / 2;
  return { above: above + half, below: below + half };
}

const riseOf = ({ rise, size }: Style): number =>
  rise === "super" ? size * 0.33 : rise === "sub" ? -size * 0.14 : 0;

/** Neighbours of one style, written at once. */
interface Run {
  part: Part;
  text: string;
  x: number;
  width: number;
}

function runsOf(words: readonly Word[], stretch: number): Run[] {
  const runs: Run[] = [];
  let x = 0;
  const add = (part: Part) => {
    const last = runs.at(-1);
    const isSame = last?.part.type === "text" && last.part.style === part.style;
    // After a stretched space the next word stands at a place of its own.
    const isNext = last !== undefined && Math.abs(last.x + last.width - x) < 0.001;
    if (part.type === "text" && last && isSame && isNext) {
      last.text += part.text;
      last.width += part.width;
    } else {
      runs.push({ part, text: part.type === "text" ? part.text : "", x, width: part.width });
    }
    x += part.width;
  };
  for (const [index, word] of words.entries()) {
    for (const part of word.parts) add(part);
    if (index === words.length - 1 || word.space === 0) continue;
    // A space is written too, so that what is copied from the page has it.
    const style = word.spaceStyle;
    add({ type: "text", text: " ", style, size: sizeOf(style), width: word.space });
    x += stretch;
  }
  return runs;
}

function drawRun(pdf: Pdf, { part, text, width }: Run, at: { x: number; baseline: number }): void {
  if (part.type === "image") {
    const { image, height } = part;
    drawImage(pdf, image, { x: at.x, y: at.baseline - height, width: part.width, height });
    return;
  }
  const { style } = part;
  const size = sizeOf(style);
  const baseline = at.baseline - riseOf(style);
  if (style.background) {
    const { above, below } = extentOf(faceOf(style), size * 0.84);
    pdf.rect(at.x, baseline - above, width, above + below).fill(style.background);
  }
  pdf.font(faceOf(style)).fontSize(size).fillColor(style.colour);
  pdf.text(text, at.x, baseline, { lineBreak: false, baseline: "alphabetic" });
  if (style.isUnderlined) stroke(pdf, style, { x: at.x, width, y: baseline + size * 0.12 });
  if (style.isStruck) stroke(pdf, style, { x: at.x, width, y: baseline - size * 0.25 });
}

function stroke(pdf: Pdf, style: Style, line: { x: number; y: number; width: number }): void {
  pdf.moveTo(line.x, line.y).lineTo(line.x + line.width, line.y);
  pdf
    .lineWidth(style.size * 0.055)
    .strokeColor(style.colour)
    .stroke();
}
