const LINE_MAX = 76;
/** UTF-8 bytes in one encoded word, so that "Reply-To: =?UTF-8?B?…?=" still fits on a line. */
const WORD_BYTES = 39;

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);
/**
 * Whether a text may stand as it is: longer words would break no line, what looks encoded would be
 * read as if it were, and of several blanks where a line breaks some readers keep one.
 */
const isPlain = (text: string): boolean => isAscii(text) && !/=\?|[^ ]{65}|^ | {2}| $/.test(text);

/** Halves of letters, which no bytes stand for, become the mark for what is unknown. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** "Name: value" with its end of line, folded at its blanks; an id stays beside the name. */
export function headerLine(name: string, value: string): string {
  if (name.length + value.length + 2 <= LINE_MAX) return `${name}: ${value}\r\n`;
  const [first = "", ...words] = value.split(" ");
  const lines = [`${name}: ${first}`];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (line.length + 1 + word.length <= LINE_MAX) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(` ${word}`);
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** Free text of a header (RFC 2047): as it is, or in encoded words. */
export const headerText = (text: string): string => (isPlain(text) ? text : encodedWords(text));

/** An address with the name before it, quoted or encoded where a bare one would be misread. */
export function mailbox({ name, address }: { name: string; address: string }): string {
  if (name === "") return address;
  return `${phrase(name)} <${address}>`;
}

function phrase(name: string): string {
  if (!isPlain(name)) return encodedWords(name);
  return /^[\w ]+$/.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** A parameter of a header: bare, in quotes, or by RFC 2231 in pieces that fit on a line. */
export function parameter(name: string, value: string): string {
  if (isAscii(value) && value.length <= 60) {
    return ` ${name}="${value.replace(/["\\]/g, "\\$&")}"`;
  }
  const pieces = percentPieces(value, LINE_MAX - name.length - "  **00=utf-8'';".length);
  return pieces
    .map((piece, at) => ` ${name}*${at}*=${at === 0 ? "utf-8''" : ""}${piece}`)
    .join(";\r\n");
}

function encodedWords(text: string): string {
  const words: string[] = [];
  let word = "";
  let size = 0;
  // By whole letters: a reader decodes each word by itself.
  for (const letter of wellFormed(text)) {
    const bytes = Buffer.byteLength(letter);
    if (size + bytes > WORD_BYTES) {
      words.push(word);
      [word, size] = ["", 0];
    }
    word += letter;
    size += bytes;
  }
  if (word !== "") words.push(word);
  return words.map((each) => `=?UTF-8?B?${Buffer.from(each).toString("base64")}?=`).join(" ");
}

function percentPieces(value: string, lengthMax: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const letter of wellFormed(value)) {
    // These few it leaves as they are, and RFC 2231 does not.
    const code = encodeURIComponent(letter).replace(
      /[!'()*]/g,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    if (piece.length + code.length > lengthMax) {
      pieces.push(piece);
      piece = "";
    }
    piece += code;
  }
  return [...pieces, piece];
}
