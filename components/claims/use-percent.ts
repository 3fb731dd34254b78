import { useLocale } from "next-intl";

/** "11.75" -> "11,75 %" as the reader's language writes it. */
export function usePercent(): (percent: string) => string {
  const locale = useLocale();
  return (percent) => (locale === "en" ? `${percent}%` : `${percent.replace(".", ",")}\u00a0%`);
}
