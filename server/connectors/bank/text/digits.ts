const SMALL_DIGITS = 9;
const SMALL_SCALE = 10 ** SMALL_DIGITS;

/** The whole number in digits from `start` to `end`; -1 where one is none. Exact up to fifteen. */
export function digitsIn(bytes: Buffer, start: number, end: number): number {
  // Halves stay small integers, which are many times quicker than doubles.
  const middle = end - start > SMALL_DIGITS ? end - SMALL_DIGITS : start;
  const high = middle === start ? 0 : smallDigitsIn(bytes, start, middle);
  const low = smallDigitsIn(bytes, middle, end);
  if (high < 0 || low < 0) return -1;
  return high === 0 ? low : high * SMALL_SCALE + low;
}

function smallDigitsIn(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const code = bytes[i];
    if (code === undefined || code < 48 || code > 57) return -1;
    value = value * 10 + (code - 48);
  }
  return value;
}

/** Where the zeros that begin at `start` end. */
export function zerosEnd(bytes: Buffer, start: number, end: number): number {
  let i = start;
  while (i < end && bytes[i] === 48) i += 1;
  return i;
}
