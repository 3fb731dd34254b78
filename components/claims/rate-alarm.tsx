"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button";

/**
 * Sixty days before nobody knows a rate any more those who look after claims are told, wherever they
 * begin their day. Silent for everybody else, and while all is known.
 */
export function RateAlarm({ isLinked = false }: { isLinked?: boolean }) {
  const t = useTranslations("claims");
  const locale = useLocale();
  const may = useMay();
  const isTold = may("claims:reverse");
  const { data: rates = [] } = trpc.claims.rates.useQuery(undefined, { enabled: isTold });
  const ending = isTold ? rates.filter(({ isEnding }) => isEnding) : [];
  if (ending.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t("rules.alarm")}
      actions={
        isLinked ? (
          <ButtonLink href="/claims/rules" size="sm">
            {t("rules.open")}
          </ButtonLink>
        ) : null
      }
    >
      <ul>
        {ending.map(({ code, knownUntil }) => (
          <li key={code}>
            {t("interest.rateEnds", {
              series: t(`explain.series.${code}`),
              day: formatDay(knownUntil, locale),
            })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
