"use client";

import { Plus, RefreshCw, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { ExportMenu } from "../lists/export-menu";
import { ColumnChooser } from "../table/column-chooser";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { MenuEntry } from "../ui/menu-entries";
import { CheckDialog } from "./check-dialog";
import type { Screening } from "./outcome";
import { RegistersHead } from "./registers-head";
import { ScreeningBulk } from "./screening-bulk";
import { useScreeningColumns } from "./screening-columns";
import { ScreeningPane } from "./screening-pane";
import {
  type ScreeningListInput,
  screeningFilterKeys,
  screeningListInput,
} from "./screening-query";
import { useRepeatable } from "./use-check";
import { useScreeningFilters } from "./use-screening-filters";
import { useScreeningVerbs } from "./use-screening-verbs";

const pageSize = 60;
const refreshMs = 30_000;

/** The log of checks: who was looked up in which register, why, and what it said; newest first. */
export function ScreeningListPage() {
  const t = useTranslations("registers");
  const may = useMay();
  const list = useListQuery(screeningFilterKeys);
  const input = useMemo(() => screeningListInput(list.query), [list.query]);
  const source = useScreeningSource(input);
  const filters = useScreeningFilters(list.query.filters);
  const columns = useScreeningColumns();
  const shown = useShownColumns(columns, list);
  const selection = useSelection(list.queryKey);
  const [opened, setOpened] = useState<Screening | null>(null);
  const [isAsking, setAsking] = useState(false);
  const actionsOf = useRowActions();
  const at = source.rows.findIndex(({ id }) => id === opened?.id);
  return (
    <ListLayout
      header={
        <RegistersHead
          actions={
            may("registers:check") ? (
              <Button icon={Plus} kind="primary" onClick={() => setAsking(true)}>
                {t("check.new")}
              </Button>
            ) : null
          }
        />
      }
      filters={
        <div className="pt-2">
          <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")}>
            <ExportMenu list="screenings" title={t("tabs.log")} query={input} columns={shown} />
            <ColumnChooser columns={columns} list={list} />
          </FilterBar>
        </div>
      }
      bulk={
        may("registers:judge") ? (
          <ScreeningBulk selection={selection} source={source} input={input} columns={shown} />
        ) : null
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.partyName} ${t(`names.${row.register}`)}`}
        onOpen={setOpened}
        onPeek={setOpened}
        rowActions={actionsOf}
        selection={may("registers:judge") ? selection : undefined}
        isMuted={(row) => row.processedAt !== null}
        empty={<NoChecks isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      {opened ? (
        <ScreeningPane
          key={opened.id}
          row={source.rows[at] ?? opened}
          onStep={(by) => {
            const next = source.rows[at + by];
            if (next) setOpened(next);
          }}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {isAsking ? <CheckDialog cause="log" onClose={() => setAsking(false)} /> : null}
    </ListLayout>
  );
}

function useRowActions(): (row: Screening) => MenuEntry[] {
  const t = useTranslations("registers");
  const may = useMay();
  const repeatable = useRepeatable();
  const { again, process } = useScreeningVerbs();
  return (row) => [
    ...(may("registers:check") && repeatable.includes(row.register) && !row.isMerged
      ? [{ label: t("check.again"), icon: RefreshCw, onSelect: () => again(row) }]
      : []),
    ...(may("registers:judge")
      ? [
          {
            label: t(row.processedAt ? "process.undo" : "process.mark"),
            icon: ShieldCheck,
            onSelect: () => process(row),
          },
        ]
      : []),
  ];
}

function useScreeningSource(input: ScreeningListInput) {
  const query = trpc.registers.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
      refetchInterval: refreshMs,
    },
  );
  return fromInfiniteQuery<Screening>(query);
}

function NoChecks({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  if (!isFiltered) {
    return (
      <EmptyState icon={ShieldCheck} title={t("registers.list.empty")}>
        {t("registers.list.emptyHint")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("registers.list.noMatch")}
      actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
    />
  );
}
