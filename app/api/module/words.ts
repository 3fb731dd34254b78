import { createTranslator } from "next-intl";
import { loadMessages } from "@/app/i18n/load-messages";
import type { Say } from "@/server/api/module/door";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";

type LooseTranslator = ((key: string, params?: object) => string) & {
  has(key: string): boolean;
  raw(key: string): unknown;
};

const translatorIn = async (language: Locale): Promise<LooseTranslator> =>
  createTranslator({
    locale: language,
    messages: await loadMessages(language),
    timeZone: TIME_ZONE,
  }) as unknown as LooseTranslator;

const keyOf = (code: string): string => code.replace(".", ".errors.");

/** Texts of codes in a language; a code without one says itself. */
export async function sayIn(language: Locale): Promise<Say> {
  const t = await translatorIn(language);
  return (code, params) => {
    const key = keyOf(code);
    return t.has(key) ? t(key, params) : code;
  };
}

/** What the page of the API says; of refusals the sentence with its values still open. */
export async function pageWordsIn(language: Locale) {
  const t = await translatorIn(language);
  return {
    language,
    word: (key: string) => t(`modules.page.${key}`),
    sentence: (code: string) => (t.has(keyOf(code)) ? String(t.raw(keyOf(code))) : code),
  };
}
