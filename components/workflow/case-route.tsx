"use client";

import { GitCommitVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { Timeline, TimelineItem } from "../ui/timeline";
import { CaseState } from "./case-state";
import { nameIn, type Process } from "./processes";

/** Taken over by another version of the process, not by a transition of it. */
const MIGRATION = "(migration)";

/** Every change of state, newest first: who, when, by which way, and why. */
export function CaseRoute({ caseId, process }: { caseId: number; process: Process }) {
  const t = useTranslations("workflow");
  const errorText = useErrorText();
  const route = trpc.cases.route.useQuery({ caseId });
  if (route.error) {
    return <ErrorState onRetry={() => void route.refetch()}>{errorText(route.error)}</ErrorState>;
  }
  if (!route.data) return <SkeletonRows rows={4} />;
  if (route.data.length === 0) return <p className="py-2 text-ink-2">{t("history.empty")}</p>;
  return (
    <Timeline label={t("history.title")}>
      {route.data.map((step) => (
        <TimelineItem
          key={step.id}
          icon={GitCommitVertical}
          title={
            step.transition === MIGRATION
              ? t("history.migrated")
              : nameIn(process.transitions, step.transition)
          }
          actor={step.byName ?? t("history.system")}
          at={<Instant value={step.at} />}
        >
          <span className="flex flex-wrap items-center gap-x-2">
            <CaseState process={process} state={step.from} />
            <span aria-hidden>→</span>
            <CaseState process={process} state={step.to} />
          </span>
          {step.resolution ? (
            <p className="whitespace-pre-line text-ink">{step.resolution}</p>
          ) : null}
        </TimelineItem>
      ))}
    </Timeline>
  );
}
