"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody } from "../shell/page-header";
import { CaseTimeline } from "../timeline/case-timeline";
import { ErrorState } from "../ui/empty-state";
import { SplitPane } from "../ui/split-pane";
import { Tabs } from "../ui/tabs";
import type { CaseDetail } from "./case-detail";
import { CaseDetails } from "./case-details";
import { CaseFields } from "./case-fields";
import { CaseHeader } from "./case-header";
import { CasePageSkeleton } from "./case-page-skeleton";
import { CaseParties } from "./case-parties";

/** A case with everything about it. */
export function CasePage({ caseId }: { caseId: number }) {
  const query = trpc.cases.get.useQuery({ caseId });
  const errorText = useErrorText();
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <CasePageSkeleton />;
  return <LoadedCase detail={query.data} />;
}

function LoadedCase({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("cases.page");
  const [tab, setTab] = useQueryState("tab", parseAsString.withDefault("events"));
  const items = [
    { value: "events", label: t("events"), content: <CaseTimeline caseId={detail.id} /> },
    { value: "data", label: t("data"), content: <CaseFields detail={detail} /> },
  ];
  const known = items.some((item) => item.value === tab) ? tab : (items[0]?.value ?? "");
  return (
    <>
      <CaseHeader detail={detail} />
      <PageBody>
        <SplitPane
          handleLabel={t("sideHandle")}
          defaultWidth={348}
          side={
            <div className="grid gap-6 lg:pl-1">
              <CaseParties detail={detail} />
              <CaseDetails detail={detail} />
            </div>
          }
        >
          <Tabs
            label={t("parts")}
            value={known}
            onChange={(value) => void setTab(value)}
            items={items}
            className="lg:pr-1"
          />
        </SplitPane>
      </PageBody>
    </>
  );
}
