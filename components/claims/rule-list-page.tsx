"use client";

import { Pencil } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { JURISDICTIONS } from "@/db/values/law";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { InterestRules } from "./interest-rules";
import { RateAlarm } from "./rate-alarm";
import { RuleDialog } from "./rule-dialog";
import { usePercent } from "./use-percent";
import { useRuleValue } from "./use-rule-value";

export type Rule = RouterOutput["claims"]["rules"]["rules"][number];

/** The figures that the law is counted by: rates and rule packs, with source and day. */
export function RuleListPage() {
  const t = useTranslations("claims");
  const errorText = useErrorText();
  const query = trpc.claims.rules.useQuery();
  const [edited, setEdited] = useState<Rule | null>(null);
  const mayEdit = useMay()("settings:register");
  return (
    <>
      <PageHeader
        title={t("rules.title")}
        breadcrumbs={[{ label: t("title"), href: "/claims" }]}
        subtitle={t("rules.lead", { version: query.data?.version ?? "" })}
      />
      <PageBody>
        <div className="grid max-w-4xl gap-6">
          <RateAlarm />
          <Rates />
          <InterestRules />
          {query.error ? (
            <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
          ) : query.data ? (
            JURISDICTIONS.map((jurisdiction) => (
              <Section key={jurisdiction} title={t(`law.values.${jurisdiction}`)}>
                <ul>
                  {query.data.rules
                    .filter((rule) => rule.jurisdiction === jurisdiction)
                    .map((rule) => (
                      <RuleLine
                        key={rule.code}
                        rule={rule}
                        onEdit={mayEdit && rule.unsure ? () => setEdited(rule) : undefined}
                      />
                    ))}
                </ul>
              </Section>
            ))
          ) : (
            <SkeletonRows rows={6} />
          )}
        </div>
      </PageBody>
      {edited ? <RuleDialog rule={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

/** The published rates, how far each is known. */
function Rates() {
  const t = useTranslations("claims");
  const locale = useLocale();
  const percent = usePercent();
  const { data: rates = [] } = trpc.claims.rates.useQuery();
  return (
    <Section title={t("rules.rates")}>
      <ul>
        {rates.map(({ code, ratePercent, since, knownUntil, isEnding }) => (
          <li
            key={code}
            className="flex flex-wrap items-baseline gap-x-3 border-rule border-b py-1.5"
          >
            <span className="min-w-40 font-[550]">{t(`explain.series.${code}`)}</span>
            <span className="figures">{percent(ratePercent)}</span>
            <span className="text-ink-2 text-xs">
              {t("rules.since", { day: formatDay(since, locale) })}
            </span>
            <span className={isEnding ? "text-warning text-xs" : "text-ink-2 text-xs"}>
              {t("rules.knownUntil", { day: formatDay(knownUntil, locale) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RuleLine({ rule, onEdit }: { rule: Rule; onEdit?: () => void }) {
  const t = useTranslations("claims");
  const locale = useLocale();
  const textOf = useRuleValue();
  const days = [rule.from, rule.to].map((day) => (day ? formatDay(day, locale) : "…"));
  const whom = [...rule.debtors, ...(rule.stages.length < 3 ? rule.stages : [])];
  return (
    <li className="flex items-start gap-3 border-rule border-b py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-[600]">{t(`rules.topics.${rule.topic}`)}</span>
          <span className="text-ink-2 text-xs">
            {whom.map((each) => t(`law.values.${each}`)).join(" · ")}
          </span>
          {rule.from || rule.to ? (
            <span className="figures text-ink-3 text-xs">{days.join(" – ")}</span>
          ) : null}
          {rule.unsure ? <Badge tone="warning">{t("law.unsure")}</Badge> : null}
          {rule.ownValue === null ? null : <Badge tone="accent">{t("rules.own")}</Badge>}
        </p>
        <p>{textOf(rule, rule.ownValue ?? rule.value)}</p>
        <p className="text-ink-3 text-xs">
          {t("rules.source", { source: rule.source, day: formatDay(rule.lookedUpOn, locale) })}
        </p>
      </div>
      {onEdit ? <IconButton icon={Pencil} label={t("rules.edit")} onClick={onEdit} /> : null}
    </li>
  );
}
