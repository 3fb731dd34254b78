import { localeCookie } from "@/app/i18n/choose-locale";
import type { Locale } from "@/server/kernel/locale";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Remembers a language in this browser, for the pages before and after sign-in. */
export function rememberLocale(locale: Locale): void {
  // In a frame of another site browsers keep only what says that it is that frame's.
  const isFramed = /^\/embed(\/|$)/.test(window.location.pathname);
  const ways = isFramed ? "samesite=none; secure; partitioned" : "samesite=lax";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${ONE_YEAR_SECONDS}; ${ways}`;
}
