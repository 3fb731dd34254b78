import { fold, foldWords } from "@/server/kernel/fold";

/** What two names are compared by: letters and digits, blind to case, diacritics and spaces. */
export function spellingOf(text: string): string {
  return foldWords(text).join("");
}

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const SPACE = /\s/;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

export type Cleaned = {
  /** Plain spaces and hyphens, nothing invisible. */
  text: string;
  /** Offset in the source of each character of the text, and of its end. */
  offsets: readonly number[];
};

/** Takes off what a word processor adds by itself, remembering where everything stood. */
export function cleanSource(source: string): Cleaned {
  let text = "";
  const offsets: number[] = [];
  for (let i = 0; i < source.length; i += 1) {
    const char = source.charAt(i);
    if (INVISIBLE.test(char)) continue;
    text += SPACE.test(char) ? " " : DASH.test(char) ? "-" : char;
    offsets.push(i);
  }
  offsets.push(source.length);
  return { text, offsets };
}

/** Texts of templates are compared as people read them. */
export function isSameText(a: string, b: string): boolean {
  return a === b || fold(a) === fold(b);
}
