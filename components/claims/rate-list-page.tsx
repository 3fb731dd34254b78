"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { PageBody, PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { RateDialog } from "./rate-dialog";
import { usePercent } from "./use-percent";

export type RateSeries = RouterOutput["claims"]["rates"][number];

/** The central banks' rates that statutory interest is computed by, and until when they are known. */
export function RateListPage() {
  const t = useTranslations("claims");
  const may = useMay();
  const errorText = useErrorText();
  const query = trpc.claims.rates.useQuery();
  const [edited, setEdited] = useState<RateSeries | null>(null);
  return (
    <>
      <PageHeader
        title={t("rates.title")}
        breadcrumbs={[{ label: t("title"), href: "/claims" }]}
        subtitle={t("rates.lead")}
      />
      <PageBody>
        <div className="grid max-w-4xl gap-6">
          {query.error ? (
            <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
          ) : query.data ? (
            query.data.map((series) => (
              <Series
                key={series.code}
                series={series}
                onAdd={may("settings:register") ? () => setEdited(series) : undefined}
              />
            ))
          ) : (
            <SkeletonRows rows={6} />
          )}
        </div>
      </PageBody>
      {edited ? <RateDialog series={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

const SHOWN_MAX = 12;

function Series({ series, onAdd }: { series: RateSeries; onAdd?: () => void }) {
  const t = useTranslations("claims");
  const locale = useLocale() as Locale;
  const percent = usePercent();
  const { code, knownUntil, isEnding, changes, source } = series;
  return (
    <Section
      title={t(`explain.series.${code}`)}
      actions={
        onAdd ? (
          <Button icon={Plus} size="sm" onClick={onAdd}>
            {t("rates.add")}
          </Button>
        ) : null
      }
    >
      <div className="grid gap-2">
        {isEnding ? (
          <Banner tone="warning">
            {t("rates.ending", { day: formatDay(knownUntil, locale) })}
          </Banner>
        ) : (
          <p className="text-ink-2 text-sm">
            {t("rates.known", { day: formatDay(knownUntil, locale) })}
          </p>
        )}
        <ul className="grid">
          {changes.slice(0, SHOWN_MAX).map(({ from, ratePercent, isOwn }) => (
            <li
              key={from}
              className="flex items-baseline gap-3 border-rule border-b py-1 text-sm last:border-0"
            >
              <span className="w-28 text-right">
                <Day value={from} />
              </span>
              <span className="figures w-20 text-right font-[600]">{percent(ratePercent)}</span>
              {isOwn ? <Badge tone="accent">{t("rates.own")}</Badge> : null}
            </li>
          ))}
        </ul>
        <p className="text-ink-3 text-xs">{source}</p>
      </div>
    </Section>
  );
}
