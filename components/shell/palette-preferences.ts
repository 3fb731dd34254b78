"use client";

import { Languages } from "lucide-react";
import { useTranslations } from "next-intl";
import { LOCALES } from "@/server/kernel/locale";
import { themes } from "../theme/theme";
import { useTheme } from "../theme/use-theme";
import type { PaletteAction } from "./palette-context";
import { type Preference, themeIcons, useLanguage } from "./preferences";

/** Languages and themes as palette actions. */
export function usePalettePreferences(
  remember?: (preference: Preference) => void,
): readonly PaletteAction[] {
  const t = useTranslations("shell");
  const { setLocale } = useLanguage(remember);
  const { setTheme } = useTheme();
  const languages = LOCALES.map((locale) => ({
    id: `language:${locale}`,
    label: `${t("user.language")}: ${t(`locales.${locale}`)}`,
    icon: Languages,
    run: () => setLocale(locale),
  }));
  const looks = themes.map((theme) => ({
    id: `theme:${theme}`,
    label: `${t("user.theme")}: ${t(`themes.${theme}`)}`,
    icon: themeIcons[theme],
    run: () => {
      setTheme(theme);
      remember?.({ theme });
    },
  }));
  return [...languages, ...looks];
}
