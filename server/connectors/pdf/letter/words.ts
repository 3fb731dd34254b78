import type { Piece } from "./content";
import { faceOf, hasLetter, widthOfWord } from "./faces";
import type { LetterImage } from "./image";
import type { Style } from "./style";

/** A piece of a word in one style, or an image that stands in the line as a word does. */
export type Part =
  | { type: "text"; text: string; style: Style; size: number; width: number }
  | { type: "image"; image: LetterImage; style: Style; width: number; height: number };

/** What a line is not broken inside of. */
export interface Word {
  parts: Part[];
  width: number;
  /** The space behind it, which ends with the line; 0: the next word follows at once. */
  space: number;
  spaceStyle: Style;
  /** The line ends behind it. */
  isBreak: boolean;
  /** The line does not end behind it where that can be helped. */
  isTied: boolean;
  style: Style;
}

const emptyWord = (style: Style): Word => ({
  ...{ parts: [], width: 0, space: 0, isBreak: false, isTied: false },
  ...{ style, spaceStyle: style },
});

/** Small letters above and below the line. */
const RISEN = 0.68;
export const sizeOf = (style: Style): number =>
  style.rise === "none" ? style.size : style.size * RISEN;

/** A preposition or conjunction of one letter does not end a line in Czech and Slovak. */
const ONE_LETTER = /^[("„]?[kosuvzaiKOSUVZAI]$/;

/** Gathers letters that the font lacks. */
export type Missing = Set<string>;

export interface WordRules {
  width: number;
  /** No image is higher. */
  heightMax: number;
  missing: Missing;
}

/** The words of a paragraph, measured. */
export function wordsOf(pieces: readonly Piece[], rules: WordRules): Word[] {
  const words: Word[] = [];
  let open: Word | null = null;
  const opened = (style: Style): Word => {
    open ??= emptyWord(style);
    return open;
  };
  const close = (space: number, spaceStyle?: Style) => {
    if (!open) return;
    words.push({ ...open, space, spaceStyle: spaceStyle ?? open.style });
    open = null;
  };
  for (const piece of pieces) {
    if (piece.type === "break") {
      opened(piece.style).isBreak = true;
      close(0);
    } else if (piece.type === "image") {
      addPart(opened(piece.style), imagePart(piece, rules));
    } else {
      for (const { text, end } of runsOf(piece.text)) {
        const word = opened(piece.style);
        if (text !== "") addPart(word, textPart(text, piece.style, rules.missing));
        if (end === "none") continue;
        word.isTied = end === "space" && isOneLetter(word);
        close(end === "space" ? widthOfSpace(piece.style) : 0, piece.style);
      }
    }
  }
  close(0);
  return words.flatMap((word) => (word.width > rules.width ? cut(word, rules.width) : [word]));
}

const isOneLetter = ({ parts }: Word): boolean => {
  const [part] = parts;
  return parts.length === 1 && part?.type === "text" && ONE_LETTER.test(part.text);
};

export const widthOfSpace = (style: Style): number =>
  widthOfWord(" ", faceOf(style), sizeOf(style));

function addPart(word: Word, part: Part): void {
  word.parts.push(part);
  word.width += part.width;
}

const SPACE = / /g;
/** Looks back at every letter, so only where there is something to find. */
const SEAM = /[ \u200b]|(?<=\p{L}-)(?=\p{L})|(?<=\S{12}[/?&=])(?=\S)/gu;
const MAY_HOLD_SEAM = /[-\u200b/?&=]/;

/** Text up to where a line may be broken; a hyphen between letters and a long path break too. */
function* runsOf(text: string): Generator<{ text: string; end: "space" | "seam" | "none" }> {
  let from = 0;
  for (const found of text.matchAll(MAY_HOLD_SEAM.test(text) ? SEAM : SPACE)) {
    yield { text: text.slice(from, found.index), end: found[0] === " " ? "space" : "seam" };
    from = found.index + found[0].length;
  }
  if (from < text.length) yield { text: text.slice(from), end: "none" };
}

function textPart(text: string, style: Style, missing: Missing): Part {
  const printable = printed(text, missing);
  const size = sizeOf(style);
  const width = widthOfWord(printable, faceOf(style), size);
  return { type: "text", text: printable, style, size, width };
}

const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u0410-\u044f]*$/;

/** What the font can print: a letter that it lacks becomes a question mark and is remembered. */
function printed(text: string, missing: Missing): string {
  if (PLAIN.test(text)) return text;
  let result = "";
  for (const letter of text.normalize("NFC").replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")) {
    const isThere = hasLetter(letter.codePointAt(0) ?? 0);
    if (!isThere) missing.add(letter);
    result += isThere ? letter : "?";
  }
  return result;
}

function imagePart(piece: Extract<Piece, { type: "image" }>, rules: WordRules): Part {
  const { image, style } = piece;
  const ratio = image.height / image.width;
  let width = piece.width ?? (piece.height === null ? image.width * 0.75 : piece.height / ratio);
  let height = piece.height ?? width * ratio;
  const shrink = Math.min(1, rules.width / width, rules.heightMax / height);
  width *= shrink;
  height *= shrink;
  return { type: "image", image, style, width, height };
}

/** A word wider than the line, in pieces that fit: broken anywhere, for it must be somewhere. */
function cut(word: Word, width: number): Word[] {
  const words: Word[] = [];
  let open = emptyWord(word.style);
  const close = () => {
    if (open.parts.length > 0) words.push(open);
    open = emptyWord(word.style);
  };
  for (const part of word.parts) {
    if (open.width + part.width <= width) addPart(open, part);
    else if (part.type === "image") {
      close();
      addPart(open, part);
    } else {
      let text = "";
      let reach = 0;
      const take = () => {
        if (text !== "") addPart(open, { ...part, text, width: reach });
        text = "";
        reach = 0;
      };
      for (const letter of part.text) {
        const step = widthOfWord(letter, faceOf(part.style), part.size);
        if (open.width + reach + step > width && (text !== "" || open.parts.length > 0)) {
          take();
          close();
        }
        text += letter;
        reach += step;
      }
      take();
    }
  }
  const { space, spaceStyle, isBreak, isTied } = word;
  const last = { ...open, space, spaceStyle, isBreak, isTied };
  return [...words, last];
}
