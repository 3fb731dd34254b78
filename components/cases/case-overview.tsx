"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { CaseClaims } from "../claims/case-claims";
import { CollegialParts } from "../collegial/collegial-parts";
import { CaseNotices } from "../dunning/case-notices";
import { CaseAgreements } from "../instalments/case-agreements";
import { CaseTimeline } from "../timeline/case-timeline";
import { Section } from "../ui/section";
import type { Process } from "../workflow/processes";
import { CaseAssignments } from "./case-assignments";
import { CaseCard } from "./case-card";
import type { CaseDetail } from "./case-detail";

type CaseOverviewProps = {
  detail: CaseDetail;
  process: Process;
  onAssignment?: () => void;
  shown: ComponentProps<typeof CaseTimeline>["shown"];
};

/** What everybody comes for: the ledger, or all that is filled in; assignments, and what happened. */
export function CaseOverview({ detail, process, onAssignment, shown }: CaseOverviewProps) {
  const t = useTranslations("cases.page");
  const { id: caseId } = detail;
  return (
    <div className="grid gap-6">
      {process.hasLedger ? (
        <>
          <CaseClaims caseId={caseId} />
          <CaseAgreements caseId={caseId} />
          <CaseNotices caseId={caseId} />
        </>
      ) : (
        <CaseCard {...{ detail, process }} />
      )}
      <CollegialParts {...{ detail, process }} place="overview" />
      {process.hasParent ? null : (
        <CaseAssignments caseId={caseId} onNew={process.hasLedger ? undefined : onAssignment} />
      )}
      <Section title={t("events")} id="events">
        <CaseTimeline caseId={caseId} shown={shown} />
      </Section>
    </div>
  );
}
