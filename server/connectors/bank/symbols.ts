const SYMBOL_DIGITS_MAX = 10;
const ZERO = 48;

/** A symbol as it is compared: digits without leading zeros; null for zero and for no symbol. */
export function symbolOf(text: string): string | null {
  const { length } = text;
  let start = 0;
  while (text.charCodeAt(start) === ZERO) start += 1;
  for (let i = start; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > 57) return oddSymbol(text);
  }
  const digits = length - start;
  return digits === 0 || digits > SYMBOL_DIGITS_MAX ? null : text.slice(start);
}

function oddSymbol(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === text ? null : symbolOf(trimmed);
}
