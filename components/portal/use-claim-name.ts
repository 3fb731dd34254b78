import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";

type Named = Pick<PortalOutput["myCase"]["claims"][number], "title" | "variableSymbol" | "dueOn">;

/**
 * One of several claims to choose from: its description; of one without (imported ones mostly are)
 * what is known and tells it from the others.
 */
export function useClaimName(): (claim: Named) => string {
  const t = useTranslations("portal.case");
  const locale = useLocale();
  return ({ title, variableSymbol: symbol, dueOn }) => {
    if (title) return title;
    const day = formatDay(dueOn, locale);
    return symbol
      ? t("ofSymbolAndDue", { symbol, day })
      : `${t("untitled")}, ${t("ofDue", { day })}`;
  };
}
