"use client";

import { useTranslations } from "next-intl";
import type { InterestRule } from "@/db/values/claims";

/** "podle práva případu", "bez úroku", or the name of a regime. */
export function useRuleName(): (rule: InterestRule) => string {
  const t = useTranslations("claims");
  return (rule) =>
    rule === "inherit" || rule === "none" || rule === "pack"
      ? t(`interestRules.${rule}`)
      : t(`regimes.${rule}`);
}
