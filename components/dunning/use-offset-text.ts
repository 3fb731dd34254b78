"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** "3 dny před splatností", "v den splatnosti", "5 dní po splatnosti". */
export function useOffsetText(): (dayOffset: number) => string {
  const t = useTranslations("dunning.offset");
  return useCallback(
    (dayOffset) => {
      if (dayOffset === 0) return t("on");
      return t(dayOffset < 0 ? "before" : "after", { days: Math.abs(dayOffset) });
    },
    [t],
  );
}
