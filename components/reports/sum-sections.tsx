"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { CURRENCIES } from "@/db/values/claims";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { Section } from "../ui/section";
import { nameIn, type Process } from "../workflow/processes";
import { BarChart } from "./bar-chart";
import type { Report } from "./funnel-section";
import { Pair, ReportTable } from "./report-table";

type Line = {
  key: string;
  name: string;
  currency: Currency;
  count: number;
  sumMinor: number;
  weightedMinor?: number;
};

/** Open deals by stage: what stands there, and what of it is to be expected. */
export function StagesSection({ report, process }: { report: Report; process: Process }) {
  const t = useTranslations("reports");
  const lines = report.byStage.map((line) => ({
    ...line,
    key: `${line.stage} ${line.currency}`,
    name: line.stage === null ? t("outside") : nameIn(process.stages, line.stage),
  }));
  return <SumSection title={t("stages")} what={t("stage")} lines={lines} />;
}

/** The same by the month in which the deals are expected to close. */
export function MonthsSection({ report }: { report: Report }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const lines = report.byMonth.map((line) => ({
    ...line,
    key: `${line.month} ${line.currency}`,
    name:
      line.month === null
        ? t("noMonth")
        : format.dateTime(new Date(`${line.month}-15T12:00:00Z`), {
            ...{ year: "numeric", month: "long" },
          }),
  }));
  return <SumSection title={t("months")} what={t("month")} lines={lines} />;
}

/** Why the deals of the time were refused, and what went with them. */
export function RefusalsSection({ report, process }: { report: Report; process: Process }) {
  const t = useTranslations("reports");
  const reasons = process.fields.find(({ isReason }) => isReason)?.choices;
  const lines = report.refusals.map((line) => ({
    ...line,
    key: `${line.reason} ${line.currency}`,
    name: line.reason === null ? t("noReason") : nameIn(reasons, line.reason),
  }));
  return <SumSection title={t("refusals")} what={t("reason")} lines={lines} tone="danger" />;
}

type SumSectionProps = {
  title: string;
  what: string;
  lines: readonly Line[];
  tone?: "accent" | "danger";
};

/** A chart a currency, for amounts of two are never compared, and one table of them all. */
function SumSection({ title, what, lines, tone }: SumSectionProps) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const money = (amount: number, currency: Currency) => formatMoney(amount, currency, locale);
  const isWeighted = lines.some(({ weightedMinor }) => weightedMinor !== undefined);
  const currencies = CURRENCIES.filter((each) => lines.some(({ currency }) => currency === each));
  return (
    <Section title={title}>
      {lines.length === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <Pair
          picture={
            <div className="grid gap-4">
              {currencies.map((currency) => (
                <div key={currency} className="grid gap-1">
                  <p className="caption">{currency}</p>
                  <BarChart
                    title={`${title}, ${currency}`}
                    tone={tone}
                    bars={lines
                      .filter((line) => line.currency === currency)
                      .map(({ key, name, sumMinor, weightedMinor }) => ({
                        ...{ key, label: name, value: sumMinor, part: weightedMinor },
                        text: money(sumMinor, currency),
                      }))}
                  />
                </div>
              ))}
            </div>
          }
          table={
            <ReportTable
              label={title}
              head={[what, t("count"), t("sum"), ...(isWeighted ? [t("weighted")] : [])]}
              rows={lines.map((line) => ({
                key: line.key,
                cells: [
                  ...[line.name, line.count, money(line.sumMinor, line.currency)],
                  ...(line.weightedMinor === undefined
                    ? []
                    : [money(line.weightedMinor, line.currency)]),
                ],
              }))}
            />
          }
        />
      )}
    </Section>
  );
}
