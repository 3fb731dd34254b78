const SPACES = /\s+/g;

/** A text that may go over several lines, as one, with single spaces and none at its ends. */
export function tidied(text: string): string {
  return isTidy(text) ? text : text.replace(SPACES, " ").trim();
}

const [SPACE, DELETE, NO_BREAK_SPACE] = [32, 0x7f, 0xa0];
// Between them and at two places behind stand all other spaces, and some signs.
const [OGHAM_SPACE, WIDE_SPACE, ZERO_SPACE, LAST_SPACE] = [0x1680, 0x3000, 0xfeff, 0x205f];

/** Nothing but letters and signs with single spaces between them, as nearly all texts are. */
function isTidy(text: string): boolean {
  const { length } = text;
  let isBehindSpace = true;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (isSign(code)) isBehindSpace = false;
    else if (code !== SPACE || isBehindSpace) return false;
    else isBehindSpace = true;
  }
  return length === 0 || !isBehindSpace;
}

function isSign(code: number): boolean {
  if (code < OGHAM_SPACE) return code > SPACE && code !== NO_BREAK_SPACE;
  return code > LAST_SPACE && code !== WIDE_SPACE && code !== ZERO_SPACE;
}

/** The text without blanks at its ends, which mostly has none. */
export function trimmed(text: string): string {
  return isInk(text, 0) && isInk(text, text.length - 1) ? text : text.trim();
}

export function trimmedEnd(text: string): string {
  return isInk(text, text.length - 1) ? text : text.trimEnd();
}

function isInk(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code > SPACE && code < DELETE;
}
