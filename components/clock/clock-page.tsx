"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Select } from "../form/select";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { toast } from "../ui/toast";
import { FailureList } from "./failure-list";
import { InsolvencyFeed } from "./insolvency-feed";
import { useFunctionName, useJobName } from "./names";
import { RunList } from "./run-list";
import { UnsentMails } from "./unsent-mails";

type Sweep = RouterOutput["clock"]["list"][number];

const REFRESH_MS = 5_000;

/** What the system does by itself, when it did so last and how it went. */
export function ClockPage() {
  const t = useTranslations("clock");
  const errorText = useErrorText();
  const query = trpc.clock.list.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const run = trpc.clock.runNow.useMutation({
    onSuccess: () => {
      toast.success(t("asked"));
      void query.refetch();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const columns = useSweepColumns();
  const jobName = useJobName();
  const source: TableSource<Sweep> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <div className="grid max-w-5xl gap-3">
      <UnsentMails />
      <OpenWork />
      <p className="text-ink-2">{t("hint")}</p>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(sweep) => sweep.job}
        rowLabel={(sweep) => jobName(sweep.job)}
        rowActions={({ job }) => [
          { label: t("runNow"), icon: Play, onSelect: () => run.mutate({ job }) },
        ]}
        empty={<p className="py-8 text-center text-ink-2">{t("empty")}</p>}
        layout="inline"
        skeletonRows={4}
      />
      <InsolvencyFeed />
    </div>
  );
}

const ALL = "*";

/** What was given up and what is not over yet, of all functions or of one. */
function OpenWork() {
  const t = useTranslations("clock");
  const functionName = useFunctionName();
  const [chosen, setChosen] = useState(ALL);
  const { data: known = [] } = trpc.clock.runFunctions.useQuery(undefined, {
    refetchInterval: REFRESH_MS,
  });
  const functionId = known.includes(chosen) ? chosen : undefined;
  const options = [ALL, ...known].map((value) => ({
    value,
    label: value === ALL ? t("all") : functionName(value),
  }));
  return (
    <>
      {known.length > 1 ? (
        <Select
          aria-label={t("filter")}
          className="max-w-xs"
          value={functionId ?? ALL}
          onChange={setChosen}
          options={options}
        />
      ) : null}
      <FailureList functionId={functionId} />
      <RunList functionId={functionId} />
    </>
  );
}

function useSweepColumns(): Column<Sweep>[] {
  const t = useTranslations("clock");
  const jobName = useJobName();
  const codeText = useCodeText();
  return useMemo(() => {
    const rhythm = ({ rhythm: text }: Sweep) => {
      if (text.includes(":")) return t("at", { time: text });
      const seconds = Number(text) / 1000;
      if (seconds % 3600 === 0 && seconds > 3600) {
        return t("everyHours", { hours: seconds / 3600 });
      }
      return seconds % 60 === 0
        ? t("everyMinutes", { minutes: seconds / 60 })
        : t("every", { seconds });
    };
    const outcome = (sweep: Sweep) => {
      if (sweep.isRunning) return <span className="text-info">{t("outcomes.running")}</span>;
      if (sweep.outcome === "failed") {
        const error = codeText(sweep.error ?? "") ?? sweep.error ?? "";
        return <span className="text-danger">{t("outcomes.failed", { error })}</span>;
      }
      if (sweep.outcome === null) return null;
      return (
        <span className="text-ink-2">
          {t("outcomes.done")}
          {sweep.count ? ` · ${t("count", { count: sweep.count })}` : null}
        </span>
      );
    };
    return [
      {
        key: "job",
        header: t("columns.job"),
        card: "title",
        cell: ({ job }) => (
          <span className="font-[550]" title={jobName(job)}>
            {jobName(job)}
          </span>
        ),
      },
      { key: "rhythm", header: t("columns.rhythm"), width: 140, card: "meta", cell: rhythm },
      {
        key: "last",
        header: t("columns.last"),
        width: 130,
        card: "aside",
        cell: (sweep) => <Instant value={sweep.endedAt} style="relative" />,
      },
      {
        key: "next",
        header: t("columns.next"),
        width: 130,
        cell: (sweep) => (
          <>
            <Instant value={sweep.dueAt} style="relative" />
            {sweep.isLate ? <span className="text-danger"> · {t("late")}</span> : null}
          </>
        ),
      },
      { key: "outcome", header: t("columns.outcome"), width: 240, card: "meta", cell: outcome },
    ];
  }, [t, jobName, codeText]);
}
