import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { TriggerFact } from "@/db/values/configuration";

type Loose = (key: string) => string;

/** The name of a fact: in keys of texts a dot would begin another level. */
export function useFactName(): (fact: TriggerFact) => string {
  const t = useTranslations("triggers.facts") as unknown as Loose;
  return useCallback((fact) => t(fact.replace(".", "_")), [t]);
}
