const BODY_MAX = 100_000;
const LINE_MAX = 500;

/** Characters that steer a screen or a reader instead of being read; a database refuses some. */
const STEERING = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const HALF_PAIR = /\p{Cs}/gu;

/** A text from outside as it may be kept and shown: lines stay lines, nothing steers, nothing is endless. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(STEERING, "")
    .replace(HALF_PAIR, "\ufffd")
    .slice(0, BODY_MAX)
    .replace(HALF_PAIR, "")
    .trim();
}

/** The same on one line. */
export const cleanLine = (text: string): string =>
  cleanText(text.slice(0, 5_000)).replace(/\s+/g, " ").slice(0, LINE_MAX).replace(HALF_PAIR, "");
