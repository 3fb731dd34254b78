/**
 * Text as people search for it: lower case, without Latin diacritics, one space between words.
 * Cyrillic stays as it is, but for ё, which Russians themselves write as е.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return isPlain(lower) ? lower : foldSlowly(lower);
}

/** The words of a folded text: letters and digits, everything else separates. */
export function foldWords(text: string): string[] {
  return fold(text)
    .split(NOT_WORD)
    .filter((word) => word !== "");
}

/** Only the ASCII digits of a text. */
export function digitsOf(text: string): string {
  let digits = "";
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += text[i];
  }
  return digits;
}

/**
 * Text as a cell should have held it: every kind of space is a plain one, invisible characters are
 * gone, no space at the ends or twice in a row. Letters keep their case and diacritics (NFC).
 */
export function tidy(text: string): string {
  if (isPlainSpaced(text)) return text;
  return text.normalize("NFC").replace(INVISIBLE, "").replace(SPACES, " ").trim();
}

const NOT_WORD = /[^\p{L}\p{N}]+/u;
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const SPACES = /\s+/g;

// Latin letters that Unicode does not decompose into a letter and a mark.
const UNDECOMPOSED: Record<string, string> = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
  ĸ: "k",
  ŀ: "l",
  ё: "е",
};

const MARK_FIRST = 0x300;
const MARK_LAST = 0x36f;
const LATIN_LAST = 0x24f;
const LATIN_EXTENDED_FIRST = 0x1e00;
const LATIN_EXTENDED_LAST = 0x1eff;

const foldedChars = new Map<string, string>();

function foldSlowly(lower: string): string {
  // NFC first, so that a decomposed й is not taken for и with a mark to strip.
  const text = lower.normalize("NFC");
  let folded = "";
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    folded += text.charCodeAt(i) < 128 ? char : foldChar(char);
  }
  return tidy(folded);
}

function foldChar(char: string): string {
  const known = foldedChars.get(char);
  if (known !== undefined) return known;
  const folded = UNDECOMPOSED[char] ?? (isLatin(char) ? withoutMarks(char) : char);
  const answer = isMark(char) ? "" : folded;
  foldedChars.set(char, answer);
  return answer;
}

function withoutMarks(char: string): string {
  return Array.from(char.normalize("NFD"))
    .filter((part) => !isMark(part))
    .join("");
}

function isMark(char: string): boolean {
  const code = char.charCodeAt(0);
  return code >= MARK_FIRST && code <= MARK_LAST;
}

function isLatin(char: string): boolean {
  const code = char.charCodeAt(0);
  return code <= LATIN_LAST || (code >= LATIN_EXTENDED_FIRST && code <= LATIN_EXTENDED_LAST);
}

/** ASCII with single inner spaces: the common case, decided without an allocation. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 126) return false;
  }
  return isPlainSpaced(text);
}

function isPlainSpaced(text: string): boolean {
  let isAfterSpace = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const isSpace = code === 32;
    // Czech letters lie below U+0180; beyond them stand the odd spaces and combining marks.
    if (code < 32 || (isSpace && isAfterSpace)) return false;
    if (code > 126 && (code < 0xc0 || code > 0x17f)) return false;
    isAfterSpace = isSpace;
  }
  return text.length === 0 || !isAfterSpace;
}
