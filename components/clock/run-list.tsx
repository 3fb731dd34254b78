"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useFunctionName } from "./names";

type Run = RouterOutput["clock"]["runs"]["items"][number];

const REFRESH_MS = 5_000;

/** Work that was begun and is not over; nothing stands here while there is none. */
export function RunList({ functionId }: { functionId?: string }) {
  const t = useTranslations("clock.runs");
  const errorText = useErrorText();
  const functionName = useFunctionName();
  const [chosen, setChosen] = useState<Run | null>(null);
  const query = trpc.clock.runs.useQuery({ functionId }, { refetchInterval: REFRESH_MS });
  const cancel = trpc.clock.cancel.useMutation({
    onSuccess: () => toast.success(t("cancelled")),
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => {
      setChosen(null);
      void query.refetch();
    },
  });
  const columns = useRunColumns();
  const { items = [], isMore = false } = query.data ?? {};
  if (items.length === 0 && !chosen) return null;
  return (
    <Section
      title={t("title")}
      count={items.length}
      hint={isMore ? t("oldest", { count: items.length }) : t("hint")}
    >
      <DataTable
        label={t("title")}
        source={fromRows(items)}
        columns={columns}
        rowId={(run) => run.id}
        rowLabel={(run) => functionName(run.functionId)}
        rowActions={(run) => [
          { label: t("cancel"), icon: Ban, danger: true, onSelect: () => setChosen(run) },
        ]}
        layout="inline"
      />
      <ConfirmDialog
        open={chosen !== null}
        onOpenChange={(isOpen) => !isOpen && setChosen(null)}
        title={t("confirm")}
        description={t("confirmText")}
        confirmLabel={t("cancel")}
        danger
        onConfirm={() => {
          if (chosen) cancel.mutate({ runId: chosen.id });
        }}
      />
    </Section>
  );
}

function useRunColumns(): Column<Run>[] {
  const t = useTranslations("clock.runs");
  const attempts = useTranslations("clock.failures");
  const functionName = useFunctionName();
  return useMemo(() => {
    const state = (run: Run) => (
      <span className={run.state === "running" ? "text-info" : "text-ink-2"}>
        {t(`states.${run.state}`)}
        {run.attempts > 0 && run.state === "retrying"
          ? ` · ${attempts("attempts", { count: run.attempts })}`
          : null}
      </span>
    );
    return [
      {
        key: "function",
        header: attempts("function"),
        card: "title",
        cell: (run) => <span className="font-[550]">{functionName(run.functionId)}</span>,
      },
      { key: "state", header: t("state"), card: "meta", cell: state },
      {
        key: "since",
        header: t("since"),
        width: 130,
        card: "aside",
        cell: ({ createdAt }) => <Instant value={createdAt} style="relative" />,
      },
      {
        key: "next",
        header: t("next"),
        width: 130,
        cell: (run) =>
          run.state === "running" ? null : <Instant value={run.dueAt} style="relative" />,
      },
    ];
  }, [t, attempts, functionName]);
}
