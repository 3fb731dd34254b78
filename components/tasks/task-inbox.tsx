"use client";

import { CircleCheckBig, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { bulkSelection } from "../lists/bulk";
import { BulkSheet } from "../lists/bulk-sheet";
import { ListTools } from "../lists/list-tools";
import { PageHeader } from "../shell/page-header";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { fromInfiniteQuery, type TableSource } from "../table/source";
import { type ListQueryHandle, useListQuery } from "../table/use-list-query";
import { useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { ReassignDialog } from "../timeline/reassign-dialog";
import { ResolveDialog } from "../timeline/resolve-form";
import { SnoozeDialog } from "../timeline/snooze";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BucketTabs } from "./bucket-tabs";
import { OfficeTasks, useOfficeTasks } from "./office-tasks";
import { TaskBulk } from "./task-bulk";
import { useTaskColumns } from "./task-columns";
import { TaskPeek } from "./task-peek";
import {
  type Bucket,
  type TaskFilter,
  type TaskRow,
  taskFilterKeys,
  taskFilterOf,
  taskListInput,
} from "./task-row";
import { TeamLink } from "./team-link";
import { type AskedOfTask, useInboxKeys, useRowEntries } from "./use-row-entries";
import { WhoseSelect } from "./whose-select";

const pageSize = 60;

/** What waits for me, for a colleague, for nobody: to be worked through by keyboard. */
export function TaskInbox() {
  const t = useTranslations("tasks");
  const may = useMay();
  const list = useListQuery(taskFilterKeys);
  const input = useMemo(() => taskListInput(list.query), [list.query]);
  const filter = useMemo(() => taskFilterOf(list.query), [list.query]);
  const source = useTaskSource(input, filter);
  const columns = useTaskColumns({ ...filter, chosen: list.query.columns });
  const shown = useShownColumns(columns, list);
  const selection = useSelection(list.queryKey);
  const [asked, setAsked] = useState<AskedOfTask | null>(null);
  const close = useCallback(() => setAsked(null), []);
  useInboxKeys(source.rows, setAsked);
  const entries = useRowEntries(setAsked);
  const [bulk, setBulk] = useState<number | null>(null);
  const isOpen = input.bucket !== "resolved";

  return (
    <ListLayout
      header={<Head list={list} input={input} />}
      filters={
        <div className="pt-2">
          {input.bucket === "snoozed" ? null : (
            <OfficeTasks isResolved={!isOpen} className="-mt-2 mb-2 border-t-0" inset="px-gutter" />
          )}
          <FilterBar list={searchOnly(list)} filters={[]} searchPlaceholder={t("search")}>
            <Count source={source} />
            <WhoseSelect list={list} />
            <ListTools
              name="tasks"
              title={t("title")}
              {...{ list, input, columns, shown, source }}
              onBulk={setBulk}
            />
          </FilterBar>
        </div>
      }
      bulk={
        <TaskBulk
          selected={bulkSelection(selection.value, filter)}
          onStarted={setBulk}
          columns={shown}
          {...{ input, selection, source }}
        />
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.text} ${row.refNo}`}
        rowHref={(row) => `/cases/${row.caseId}`}
        onPeek={(task) => setAsked({ kind: "peek", task })}
        rowActions={isOpen ? entries : undefined}
        selection={may("lists:bulk") ? selection : undefined}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<NoTasks bucket={input.bucket} />}
      />
      <BulkSheet bulkActionId={bulk} onClose={() => setBulk(null)} />
      {asked ? <TaskDialogs asked={asked} onClose={close} /> : null}
    </ListLayout>
  );
}

function NoTasks({ bucket }: { bucket: Bucket }) {
  const t = useTranslations("tasks");
  const office = useOfficeTasks();
  const isBeside = bucket === "all" && (office?.length ?? 0) > 0;
  return (
    <EmptyState
      icon={CircleCheckBig}
      title={isBeside ? t("office.noOther") : t(`empty.${bucket}`)}
    />
  );
}

function useTaskSource(
  input: ReturnType<typeof taskListInput>,
  filter: TaskFilter,
): TableSource<TaskRow> {
  const query = trpc.timeline.tasks.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.timeline.taskTotal.useQuery(filter, {
    placeholderData: (before) => before,
  });
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<TaskRow>(query, total);
}

/** How many tasks match: exactly, or "more than 10 000". */
function Count({ source }: { source: Pick<TableSource<TaskRow>, "total"> }) {
  const t = useTranslations("tasks.list");
  const { total } = source;
  return (
    <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
      {total ? t(total.isEstimate ? "countMore" : "countExact", { count: total.count }) : null}
    </span>
  );
}

type HeadProps = { list: ListQueryHandle; input: ReturnType<typeof taskListInput> };

function Head({ list, input }: HeadProps) {
  const t = useTranslations("tasks");
  const may = useMay();
  return (
    <PageHeader
      title={t("title")}
      actions={
        <>
          {may("tasks:distribute") ? <TeamLink /> : null}
          {may("tasks:edit") ? (
            <ButtonLink href="/tasks/new" kind="primary" icon={Plus}>
              {t("new")}
            </ButtonLink>
          ) : null}
        </>
      }
      tabs={<BucketTabs list={list} whose={input.assignee} bucket={input.bucket} />}
    />
  );
}

/** The bar's "clear" clears what stands in the bar; whose tasks and which stay. */
function searchOnly(list: ListQueryHandle): ListQueryHandle {
  return {
    ...list,
    query: { ...list.query, filters: {} },
    clearFilters: () => list.setSearch(""),
  };
}

function TaskDialogs({ asked, onClose }: { asked: AskedOfTask; onClose: () => void }) {
  const { kind, task } = asked;
  if (kind === "peek") return <TaskPeek task={task} onClose={onClose} />;
  if (kind === "resolve") return <ResolveDialog task={task} onClose={onClose} />;
  if (kind === "snooze") return <SnoozeDialog task={task} onClose={onClose} />;
  return (
    <ReassignDialog
      eventIds={[task.id]}
      description={task.text}
      assigneeId={task.assigneeId}
      onClose={onClose}
    />
  );
}
