"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Section } from "../ui/section";
import { nameIn, type Process } from "../workflow/processes";
import { BarChart } from "./bar-chart";
import { Pair, ReportTable } from "./report-table";

export type Report = RouterOutput["reports"]["pipeline"];
type FunnelProps = { report: Report; process: Process };

/** Of the deals created in the time, how many came at least to each stage. */
export function FunnelSection({ report, process }: FunnelProps) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const share = (part: number, whole: number) =>
    whole === 0 ? "–" : format.number(part / whole, { style: "percent" });
  const stages = report.funnel.map((line, index) => {
    const before = index === 0 ? report.created : (report.funnel[index - 1]?.reached ?? 0);
    return { ...line, before, name: nameIn(process.stages, line.stage) };
  });
  return (
    <Section title={t("funnel")} hint={t("created", { count: report.created })}>
      {report.created === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <Pair
          picture={
            <BarChart
              title={t("funnel")}
              bars={stages.map(({ stage, name, percent, reached }) => ({
                key: stage,
                label: `${name} (${percent} %)`,
                text: `${reached} · ${share(reached, report.created)}`,
                value: reached,
              }))}
            />
          }
          table={
            <ReportTable
              label={t("funnel")}
              head={[t("stage"), t("reached"), t("conversion"), t("share")]}
              rows={stages.map(({ stage, name, reached, before }) => ({
                key: stage,
                cells: [name, reached, share(reached, before), share(reached, report.created)],
              }))}
            />
          }
        />
      )}
    </Section>
  );
}
