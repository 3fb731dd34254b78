"use client";

import { useTranslations } from "next-intl";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { PageBody, PageHeader } from "../shell/page-header";
import { ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";
import { useProcesses } from "../workflow/processes";
import { FunnelSection } from "./funnel-section";
import { MonthsSection, RefusalsSection, StagesSection } from "./sum-sections";

const category = "deal";

/** What of the open deals is to be expected, how far deals come, and why they are lost. */
export function PipelinePage() {
  const t = useTranslations("reports");
  const errorText = useErrorText();
  const processes = useProcesses();
  const process = processes.of(category);
  const colleagues = useColleagues();
  const [asked, setAsked] = useQueryStates({
    ...{ from: parseAsString, to: parseAsString, owner: parseAsInteger },
  });
  const { data, error, refetch } = trpc.reports.pipeline.useQuery(
    {
      category,
      ...(asked.from ? { from: asked.from } : {}),
      ...(asked.to ? { to: asked.to } : {}),
      ...(asked.owner ? { ownerId: asked.owner } : {}),
    },
    { placeholderData: (before) => before },
  );
  const failure = error ?? processes.error;
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={[{ href: `/cases?category=${category}`, label: t("back") }]}
        subtitle={t("weightedHint")}
      />
      <PageBody>
        <div className="mb-4 flex flex-wrap gap-3">
          <Field label={t("from")}>
            <DayInput value={asked.from} onChange={(from) => void setAsked({ from })} />
          </Field>
          <Field label={t("to")}>
            <DayInput value={asked.to} onChange={(to) => void setAsked({ to })} />
          </Field>
          <Field label={t("owner")} className="w-56">
            <Combobox
              label={t("owner")}
              placeholder={t("everybody")}
              value={asked.owner === null ? null : String(asked.owner)}
              onChange={(owner) => void setAsked({ owner: owner === null ? null : Number(owner) })}
              options={(colleagues.data ?? []).map(({ id, name }) => ({
                value: String(id),
                label: name,
              }))}
              clearable
            />
          </Field>
        </div>
        {failure ? (
          <ErrorState onRetry={error ? () => void refetch() : processes.refetch}>
            {errorText(failure)}
          </ErrorState>
        ) : data && process ? (
          <div className="grid gap-7">
            <StagesSection report={data} process={process} />
            <MonthsSection report={data} />
            <FunnelSection report={data} process={process} />
            <RefusalsSection report={data} process={process} />
          </div>
        ) : (
          <SkeletonLines lines={10} />
        )}
      </PageBody>
    </>
  );
}
