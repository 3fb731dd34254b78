import type { Locale } from "@/server/kernel/locale";
import type { Gender } from "../formats";
import { czechWords } from "./czech";
import { englishWords } from "./english";
import { russianWords } from "./russian";
import { slovakWords } from "./slovak";

/** Above it nobody writes an amount out, and the names of the scales end. */
export const WORDS_MAX = 999_999_999_999_999;

const MINUS: Readonly<Record<Locale, string>> = {
  cs: "minus",
  sk: "mínus",
  en: "minus",
  ru: "минус",
};

export type WordsOptions = { language: Locale; gender: Gender | null };

/**
 * A whole number in words, "dvacet pět"; the gender is of what is counted, masculine if not told.
 * Null for a fraction and beyond WORDS_MAX.
 */
export function numberInWords(count: number, { language, gender }: WordsOptions): string | null {
  const size = Math.abs(count);
  if (!Number.isInteger(size) || size > WORDS_MAX) return null;
  const words = WRITERS[language](size, gender ?? "masculine");
  return count < 0 ? `${MINUS[language]} ${words}` : words;
}

const WRITERS: Readonly<Record<Locale, (count: number, gender: Gender) => string>> = {
  cs: czechWords,
  sk: slovakWords,
  en: englishWords,
  ru: russianWords,
};
