"use client";

import { useNow, useTranslations } from "next-intl";
import { useMemo } from "react";
import { dayOf } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";

const shown = 12;

type TaskRow = RouterOutput["timeline"]["tasks"]["items"][number];

/** The next tasks of whoever looks, the most urgent first. */
export function MyTasks() {
  const t = useTranslations("shell.overview");
  const tasks = trpc.timeline.tasks.useQuery({ bucket: "all", assignee: "me", limit: shown });
  const columns = useTaskColumns();
  const source = {
    ...fromRows(tasks.data?.items ?? []),
    isLoading: tasks.isPending,
    error: tasks.error,
    retry: () => void tasks.refetch(),
  };
  return (
    <Section
      title={t("tasks")}
      actions={
        <ButtonLink href="/tasks" kind="quiet" size="sm">
          {t("allTasks")}
        </ButtonLink>
      }
    >
      <div className="-mt-2">
        <DataTable
          label={t("tasks")}
          layout="inline"
          skeletonRows={6}
          source={source}
          columns={columns}
          rowId={(task) => task.id}
          rowLabel={(task) => `${task.refNo} ${task.text}`}
          rowHref={(task) => `/cases/${task.caseId}`}
          empty={<EmptyState title={t("noTasks")}>{t("noTasksText")}</EmptyState>}
        />
      </div>
    </Section>
  );
}

function useTaskColumns(): Column<TaskRow>[] {
  const t = useTranslations("shell.overview.columns");
  const today = dayOf(useNow());
  return useMemo(
    () => [
      {
        key: "due",
        header: t("due"),
        width: 104,
        align: "end",
        card: "aside",
        cell: (task) => <Day value={dayOf(task.dueAt)} overdueOn={today} />,
      },
      { key: "task", header: t("task"), card: "title", cell: (task) => task.text },
      {
        key: "case",
        header: t("case"),
        width: 208,
        card: "meta",
        cell: (task) => (
          <span className="flex min-w-0 gap-2">
            <RefNo value={task.refNo} />
            <span className="truncate text-ink-2">{task.debtorName}</span>
          </span>
        ),
      },
    ],
    [t, today],
  );
}
