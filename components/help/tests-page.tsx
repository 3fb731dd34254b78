"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { TextInput } from "../form/text-input";
import { Banner } from "../ui/banner";
import { ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { CheckPanel } from "./check-panel";
import { FeatureList } from "./feature-list";
import { HelpFrame } from "./help-frame";
import { ReportHead } from "./report-head";
import { ReportTree } from "./report-tree";
import type { Results } from "./results";

/** The last saved run of the tests, and what it proves; in a demo the checks can be run here. */
export function TestsPage() {
  const errorText = useErrorText();
  const query = trpc.help.results.useQuery(undefined, { staleTime: 60_000 });
  return (
    <HelpFrame>
      <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-4">
        <CheckPanel onEnd={() => void query.refetch()} />
        {query.isPending ? <SkeletonRows rows={6} /> : null}
        {query.error ? (
          <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
        ) : null}
        {query.data ? <Shown results={query.data} /> : null}
      </div>
    </HelpFrame>
  );
}

type View = "features" | "files";

function Shown({ results: { report, features } }: { results: Results }) {
  const t = useTranslations("help.tests");
  const [view, setView] = useState<View>("features");
  const [text, setText] = useState("");
  const [isOnlyFailed, setOnlyFailed] = useState(false);
  // The list is long: it may come after what is typed.
  const by = useDeferredValue({ text, isOnlyFailed });
  const views = [
    { value: "features" as const, label: t("byFeature") },
    { value: "files" as const, label: t("byFile") },
  ];
  return (
    <>
      {report ? <ReportHead report={report} /> : <Banner tone="info">{t("none")}</Banner>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented label={t("view")} value={view} onChange={setView} options={views} />
        <TextInput
          type="search"
          icon={Search}
          aria-label={t("search")}
          placeholder={t("search")}
          value={text}
          onChange={setText}
          className="w-64"
        />
        <Checkbox label={t("onlyFailed")} checked={isOnlyFailed} onChange={setOnlyFailed} />
      </div>
      {view === "features" ? (
        <FeatureList features={features} by={by} />
      ) : (
        <ReportTree files={report?.files ?? []} by={by} />
      )}
    </>
  );
}
