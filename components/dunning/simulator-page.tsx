"use client";

import { ChartNoAxesCombined } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { StopChips } from "../messages/stop-chips";
import { PageBody } from "../shell/page-header";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";
import { CaseEvents } from "./case-events";
import { CompareSteps } from "./compare-steps";
import { CompareTotals, PlanName } from "./compare-totals";
import { DunningHead } from "./dunning-head";
import { NoPlan } from "./no-plan";
import type { Simulation } from "./plan";
import { SimulationCharts } from "./simulation-charts";
import { SimulatorFields } from "./simulator-fields";
import { type SimulationQuery, useSimulationQuery } from "./use-simulation-query";

/** Plays plans ahead, for one case or all: what goes, what it charges and costs, what stays stopped. */
export function SimulatorPage() {
  const t = useTranslations("dunning.sim");
  const query = useSimulationQuery();
  return (
    <>
      <DunningHead title={t("title")} />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <p className="max-w-prose text-ink-2">{t("hint")}</p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
          <SimulatorFields query={query} />
          <Played query={query} />
        </div>
      </PageBody>
    </>
  );
}

function Played({ query }: { query: SimulationQuery }) {
  const t = useTranslations("dunning.sim");
  const errorText = useErrorText();
  const { plan: planId, other: otherPlanId, caseId, days, prices, scope } = query;
  // While somebody types, the last picture stays and the fields do not wait for the next.
  const asked = useDeferredValue(JSON.stringify({ planId, otherPlanId, caseId, days, prices }));
  const isReady = scope === "portfolio" || caseId !== null;
  // After the fields have their choices: a batch is as slow as its slowest question.
  const { isSuccess: hasPlans } = trpc.dunning.plans.useQuery();
  const { data, error, isFetching, isPlaceholderData, refetch } = trpc.dunning.simulate.useQuery(
    JSON.parse(asked),
    { enabled: isReady && hasPlans, placeholderData: (before) => before, staleTime: 30_000 },
  );
  if (!isReady) {
    return <EmptyState icon={ChartNoAxesCombined}>{t("chooseCase")}</EmptyState>;
  }
  if (error) {
    return <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6" aria-busy={isFetching}>
      {isFetching ? <ProgressBar label={t("computing", { days })} /> : null}
      {data ? (
        <div className={isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
          {data.length > 0 ? <Results simulations={data} query={query} /> : <NoPlan />}
        </div>
      ) : null}
    </div>
  );
}

type ResultsProps = { simulations: readonly Simulation[]; query: SimulationQuery };

function Results({ simulations, query }: ResultsProps) {
  const t = useTranslations("dunning.sim");
  const isIdle = simulations.every(({ totals }) => totals.letters === 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Section title={t("totals")}>
        <CompareTotals simulations={simulations} />
      </Section>
      {isIdle ? (
        <EmptyState icon={ChartNoAxesCombined} title={t("nothingAhead")}>
          {t("nothingAheadHint")}
        </EmptyState>
      ) : query.scope === "case" ? (
        <CaseEvents simulations={simulations} />
      ) : (
        <SimulationCharts simulations={simulations} query={query} />
      )}
      <Section title={t("steps")}>
        <CompareSteps simulations={simulations} />
      </Section>
      <Section title={t("stopsTitle")}>
        <div className="grid gap-2">
          {simulations.map(({ planId, planName, stops }, index) => (
            <div key={planId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {simulations.length > 1 ? (
                <span className="w-48 truncate text-xs">
                  <PlanName index={index} name={planName} />
                </span>
              ) : null}
              {stops.length > 0 ? (
                <StopChips stops={stops} />
              ) : (
                <span className="text-ink-2">{t("noStops")}</span>
              )}
            </div>
          ))}
        </div>
      </Section>
    </div>
  );
}
