/*
 * What a subfield may be, told by its first characters: a file has millions of them, and few are
 * worth a pattern.
 */
const [DASH, POINT, COLON, LETTER_S] = [45, 46, 58, 83];
const LOWER = 32;

export function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** How banks write that there is nothing. */
export function isNothing(text: string, start: number, end: number): boolean {
  if (end - start !== 1) return end === start;
  const code = text.charCodeAt(start);
  return code === POINT || code === DASH;
}

const SYMBOL = /^[VSK]S:?\s*(\d*)$/i;

/** The digits of "VS:123", "ks 308" and the like, maybe none; null for anything else. */
export function symbolDigits(text: string): string | null {
  const isNamed = (text.charCodeAt(1) & ~LOWER) === LETTER_S;
  if (!isNamed || !isSymbolLetter(text.charCodeAt(0))) return null;
  const start = text.charCodeAt(2) === COLON ? 3 : 2;
  let end = start;
  while (isDigit(text, end)) end += 1;
  if (end === text.length) return text.slice(start);
  return SYMBOL.exec(text)?.[1] ?? null;
}

/** V, S or K in either case. */
function isSymbolLetter(code: number): boolean {
  const letter = code & ~LOWER;
  return letter === 86 || letter === 83 || letter === 75;
}

/**
 * What banks leave in field 86 where others would write what was said: symbols of the other side
 * (Česká spořitelna), a headline and a fee of nothing (Raiffeisenbank).
 */
const NOISE = /^(?:[VSK]S2:|BANKOVNI VYPIS\b|POPL\.TRN\b)/i;

export function isNoise(text: string): boolean {
  const letter = text.charCodeAt(0) & ~LOWER;
  const mayBe = isSymbolLetter(letter) || letter === 66 || letter === 80;
  return mayBe && NOISE.test(text);
}
