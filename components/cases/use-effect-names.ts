"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { TAG_EFFECTS } from "@/db/values/cases";

/** What tags forbid, in words; unknown codes are dropped. */
export function useEffectNames(): (effects: readonly string[]) => string[] {
  const t = useTranslations("cases.tags.effects");
  return useCallback(
    (effects) => TAG_EFFECTS.filter((effect) => effects.includes(effect)).map((each) => t(each)),
    [t],
  );
}
