import { createTranslator } from "next-intl";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import { loadMessages } from "./load-messages";

export type LooseTranslator = ((key: string, params?: object) => string) & {
  has(key: string): boolean;
  raw(key: string): unknown;
};

const made = new Map<Locale, Promise<LooseTranslator>>();

/** All texts of a language, read once a process. */
export function translatorIn(language: Locale): Promise<LooseTranslator> {
  const known = made.get(language);
  if (known) return known;
  const fresh = loadMessages(language).then(
    (messages) =>
      createTranslator({
        locale: language,
        messages,
        timeZone: TIME_ZONE,
      }) as unknown as LooseTranslator,
  );
  // One that failed is tried again by the next who asks.
  fresh.catch(() => made.delete(language));
  made.set(language, fresh);
  return fresh;
}

export const keyOf = (code: string): string => code.replace(".", ".errors.");

/** Texts of codes in a language; a code without one says itself. */
export async function sayIn(
  language: Locale,
): Promise<(code: string, params: Record<string, string | number>) => string> {
  const t = await translatorIn(language);
  return (code, params) => {
    const key = [keyOf(code), code].find((each) => t.has(each));
    return key ? t(key, params) : code;
  };
}
