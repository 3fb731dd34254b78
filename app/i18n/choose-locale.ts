import { DEFAULT_LOCALE, isLocale, type Locale } from "@/server/kernel/locale";

/** Holds the signed-in person's language; sign-in writes it, the language switch changes it. */
export const localeCookie = "saldo_locale";

/** The cookie, else the most wanted language of the browser that we speak, else Czech. */
export function chooseLocale(asked: {
  cookie: string | undefined;
  acceptLanguage: string | null;
}): Locale {
  if (isLocale(asked.cookie)) return asked.cookie;
  return wantedLanguages(asked.acceptLanguage ?? "").find(isLocale) ?? DEFAULT_LOCALE;
}

/** Primary subtags of an Accept-Language header, most wanted first; q=0 means "not this one". */
function wantedLanguages(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: Number(quality ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
