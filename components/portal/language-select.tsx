"use client";

import { useRouter } from "next/navigation";
import type { Locale } from "@/server/kernel/locale";
import { rememberLocale } from "../access/remember-locale";

const NAMES: Record<Locale, string> = {
  cs: "Čeština",
  sk: "Slovenčina",
  en: "English",
  ru: "Русский",
};

export function LanguageSelect({
  label,
  languages,
  current,
}: {
  label: string;
  languages: readonly Locale[];
  current: Locale;
}) {
  const router = useRouter();
  const shown = languages.includes(current) ? languages : [...languages, current];
  return (
    <label className="ml-auto flex items-center gap-2">
      <span className="sr-only">{label}</span>
      <select
        value={current}
        onChange={(event) => {
          rememberLocale(event.target.value as Locale);
          router.refresh();
        }}
        className="h-9 rounded-md border border-edge bg-surface px-2 text-ink"
      >
        {shown.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {NAMES[locale]}
          </option>
        ))}
      </select>
    </label>
  );
}
