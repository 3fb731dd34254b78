"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { LOCALES } from "@/server/kernel/locale";
import { Button } from "../ui/button";
import { rememberLocale } from "./remember-locale";

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
