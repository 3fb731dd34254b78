import { foldWords } from "@/server/kernel/fold";
import { LOCALES, type Locale } from "@/server/kernel/locale";

/** Words that one of the languages has and its neighbours have not; folded, as many write. */
const WORDS: Readonly<Record<Locale, readonly string[]>> = {
  cs: [
    ...["jsem", "jsme", "jste", "dekuji", "diky", "nebo", "ktery", "ktera", "muj", "moje", "dne"],
    ...["prosim", "dobry", "jak", "mohu", "muzu", "bych", "kdyz", "uz", "jeste", "pozdravem"],
  ],
  sk: [
    ...["som", "sme", "ste", "dakujem", "vdaka", "alebo", "ktory", "ktora", "moj", "moja", "dna"],
    ...["prosim", "dobry", "ako", "mozem", "nie", "ked", "este", "pozdravom", "vas", "by"],
  ],
  en: [
    ...["the", "and", "please", "thank", "thanks", "you", "your", "my", "is", "have", "would"],
    ...["with", "for", "dear", "hello", "regards", "not", "can", "this"],
  ],
  ru: [],
};
const LETTERS: Readonly<Partial<Record<Locale, RegExp>>> = {
  cs: /[ěřů]/giu,
  sk: /[ľĺŕôä]/giu,
};
const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;
const TEXT_MAX = 5_000;

/** The language that a text is written in; null where too little says so. */
export function guessLanguage(text: string): Locale | null {
  const read = text.slice(0, TEXT_MAX);
  const count = (pattern: RegExp) => read.match(pattern)?.length ?? 0;
  if (count(CYRILLIC) > count(LATIN)) return "ru";
  const words = new Set(foldWords(read));
  let best: { locale: Locale; score: number } | null = null;
  let isTied = false;
  for (const locale of LOCALES) {
    const letters = LETTERS[locale];
    const heard = WORDS[locale].filter((word) => words.has(word)).length;
    const score = heard + (letters ? Math.min(3, count(letters)) : 0);
    if (score === 0) continue;
    isTied = score === best?.score;
    if (!best || score > best.score) best = { locale, score };
  }
  return best && !isTied ? best.locale : null;
}
