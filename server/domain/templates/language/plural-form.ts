import { INTL_TAG, type Locale } from "@/server/kernel/locale";

const rules = new Map<Locale, Intl.PluralRules>();

/**
 * Which of the forms a number takes. Two forms: one, more. Three: one, few, many as Czech, Slovak
 * and Russian count ("splátka; splátky; splátek"). A fourth is for fractions, which else take the
 * second ("1,5 splátky").
 */
export function pluralForm(exact: string, forms: number, language: Locale): number {
  const category = rulesOf(language).select(Math.abs(Number(exact)));
  if (category === "one") return 0;
  if (forms === 2) return 1;
  if (language === "en") return 2;
  if (category === "few") return 1;
  const isFraction = category === (language === "ru" ? "other" : "many");
  return isFraction ? (forms > 3 ? 3 : 1) : 2;
}

function rulesOf(language: Locale): Intl.PluralRules {
  let known = rules.get(language);
  if (known === undefined) {
    known = new Intl.PluralRules(INTL_TAG[language]);
    rules.set(language, known);
  }
  return known;
}
