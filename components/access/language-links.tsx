"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { localeCookie } from "@/app/i18n/choose-locale";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { Button } from "../ui/button";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Remembers a language in this browser, for the pages before and after sign-in. */
export function rememberLocale(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}

/** The four languages by their own names. */
export function LanguageLinks() {
  const t = useTranslations("shell");
  const current = useLocale();
  const router = useRouter();
  return (
    <nav aria-label={t("user.language")} className="flex flex-wrap gap-1">
      {LOCALES.map((locale) => (
        <Button
          key={locale}
          kind="quiet"
          size="sm"
          lang={locale}
          aria-current={locale === current ? "true" : undefined}
          className={locale === current ? "text-ink! font-[650]" : ""}
          onClick={() => {
            rememberLocale(locale);
            router.refresh();
          }}
        >
          {t(`locales.${locale}`)}
        </Button>
      ))}
    </nav>
  );
}
