import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { type Day, formatDay } from "@/server/kernel/days";

export type NamedClaim = { title: string; variableSymbol: string | null; dueOn: Day };

/**
 * What a person calls a claim: its description; of one without (imported ones mostly are) what is
 * known and tells it from the others, the symbol and the due day.
 */
export function useClaimName(): (claim: NamedClaim) => string {
  const t = useTranslations("claims.named");
  const locale = useLocale();
  return useCallback(
    ({ title, variableSymbol, dueOn }) => {
      if (title) return title;
      const day = formatDay(dueOn, locale);
      return variableSymbol
        ? t("symbolAndDue", { symbol: variableSymbol, day })
        : t("due", { day });
    },
    [t, locale],
  );
}
