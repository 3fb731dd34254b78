"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useTransition } from "react";
import { localeCookie } from "@/app/i18n/choose-locale";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { densities, themes } from "../theme/theme";
import { useTheme } from "../theme/use-theme";
import type { MenuEntry } from "../ui/menu-entries";

export const themeIcons = { light: Sun, dark: Moon, system: Monitor };

export type Preference = { language: string } | { theme: string } | { density: string };

const oneYearSeconds = 60 * 60 * 24 * 365;

/** Switches the language of this browser at once; `remember` may also keep it with the user. */
export function useLanguage(remember?: (preference: Preference) => void) {
  const router = useRouter();
  const locale = useLocale();
  const [isSwitching, startSwitch] = useTransition();
  function setLocale(next: Locale): void {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${localeCookie}=${next}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
    remember?.({ language: next });
    startSwitch(() => router.refresh());
  }
  return { locale, setLocale, isSwitching };
}

/** Menu entries for language, appearance and density; shared by every menu that offers them. */
export function usePreferenceEntries(remember?: (preference: Preference) => void) {
  const t = useTranslations("shell");
  const { locale, setLocale } = useLanguage(remember);
  const { theme, setTheme, density, setDensity } = useTheme();

  return useMemo(() => {
    const language: MenuEntry = {
      kind: "radio",
      label: t("user.language"),
      value: locale,
      options: LOCALES.map((value) => ({ value, label: t(`locales.${value}`) })),
      onChange: (value) => setLocale(value as Locale),
    };
    const appearance: MenuEntry = {
      kind: "radio",
      label: t("user.theme"),
      value: theme,
      options: themes.map((value) => ({
        value,
        label: t(`themes.${value}`),
        icon: themeIcons[value],
      })),
      onChange: (value) => {
        setTheme(value as typeof theme);
        remember?.({ theme: value });
      },
    };
    const spacing: MenuEntry = {
      kind: "radio",
      label: t("user.density"),
      value: density,
      options: densities.map((value) => ({ value, label: t(`densities.${value}`) })),
      onChange: (value) => {
        setDensity(value as typeof density);
        remember?.({ density: value });
      },
    };
    return { language, appearance, spacing };
  }, [t, locale, setLocale, theme, setTheme, density, setDensity, remember]);
}
