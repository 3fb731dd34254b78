import type { Locale } from "@/server/kernel/locale";

/** "11.75" -> "11,75 %" as the language writes it. */
export function percentText(percent: string, language: Locale): string {
  return language === "en" ? `${percent}%` : `${percent.replace(".", ",")}\u00a0%`;
}
