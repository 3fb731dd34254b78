/** Languages of the interface. Czech is the first and the fallback. */
export const LOCALES = ["cs", "sk", "en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "cs";

export const INTL_TAG: Record<Locale, string> = {
  cs: "cs-CZ",
  sk: "sk-SK",
  en: "en-GB",
  ru: "ru-RU",
};

/** Deadlines and days are counted here for every tenant, whatever the language of a user. */
export const TIME_ZONE = "Europe/Prague";

export const HOME_COUNTRIES = ["CZ", "SK"] as const;
export type HomeCountry = (typeof HOME_COUNTRIES)[number];

/** ISO 3166-1 alpha-2, upper case. CZ and SK have rules of their own, the rest is kept as typed. */
export type Country = HomeCountry | (string & {});

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (LOCALES as readonly string[]).includes(value);
}

export function isHomeCountry(value: unknown): value is HomeCountry {
  return value === "CZ" || value === "SK";
}
