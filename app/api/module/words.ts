import { keyOf, sayIn, translatorIn } from "@/app/i18n/code-words";
import type { Locale } from "@/server/kernel/locale";

export { sayIn };

/** What the page of the API says; of refusals the sentence with its values still open. */
export async function pageWordsIn(language: Locale) {
  const t = await translatorIn(language);
  return {
    language,
    word: (key: string) => t(`modules.page.${key}`),
    sentence: (code: string) => (t.has(keyOf(code)) ? String(t.raw(keyOf(code))) : code),
  };
}
