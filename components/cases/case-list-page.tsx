"use client";

import { ChartColumn, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useAccount, useMay } from "../access/account";
import { trpc } from "../api/crm";
import { caseLookKeys, isKanban } from "../board/board-look";
import { ViewSwitch } from "../board/view-switch";
import { bulkSelection } from "../lists/bulk";
import { BulkSheet } from "../lists/bulk-sheet";
import { ExportSelected } from "../lists/export-selected";
import { ListTools } from "../lists/list-tools";
import { CatchingUp } from "../parties/catching-up";
import { PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { choicesOf, hasFilters } from "../table/list-query";
import { fromInfiniteQuery, type TableSource } from "../table/source";
import { type ListQueryHandle, useListQuery } from "../table/use-list-query";
import { type SelectionHandle, useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { ButtonLink } from "../ui/button";
import { type Processes, useProcesses } from "../workflow/processes";
import { CaseBulk } from "./case-bulk";
import { type CaseRow, useCaseColumns } from "./case-columns";
import { CaseListEmpty } from "./case-list-empty";
import { CasePeek } from "./case-peek";
import { type CaseListInput, caseFilterKeys, caseListInput } from "./case-query";
import { useTags } from "./case-tags";
import { CategoryTabs } from "./category-tabs";
import { ListCount } from "./list-count";
import { useCaseFilters } from "./use-case-filters";

const pageSize = 60;
const bulkKinds = [
  "assign",
  "move",
  "tag",
  "untag",
  "archive",
  "unarchive",
  "message",
  "custom",
] as const;

// The board and what it is dragged with come only to who looks at one.
const BoardPage = dynamic(async () => (await import("../board/board-page")).BoardPage, {
  ssr: false,
});

/** The register of cases, as a list or as the board of one category. */
export function CaseListPage() {
  const list = useListQuery(caseFilterKeys, caseLookKeys);
  const processes = useProcesses();
  const [category] = choicesOf(list.query.filters.category);
  if (!isKanban(list.query) || !category) return <CaseTable {...{ list, processes }} />;
  const header = <Head list={list} processes={processes} />;
  return <BoardPage key={category} {...{ list, category, processes, header }} />;
}

function CaseTable({ list, processes }: HeadProps) {
  const t = useTranslations("cases");
  const may = useMay();
  const input = useMemo(() => caseListInput(list.query), [list.query]);
  const category = input.filter?.category;
  const tags = useTags();
  const columns = useCaseColumns({ processes, category, tags: tags.byCode });
  const shown = useShownColumns(columns, list);
  const source = useCaseSource(input);
  const selection = useSelection(list.queryKey);
  const [bulk, setBulk] = useState<number | null>(null);
  const [peek, setPeek] = useState<CaseRow | null>(null);

  return (
    <ListLayout
      header={<Head list={list} processes={processes} />}
      filters={<Tools {...{ list, input, processes, columns, shown, source }} onBulk={setBulk} />}
      bulk={
        <Bulk {...{ input, processes, selection, source }} columns={shown} onStarted={setBulk} />
      }
    >
      <CatchingUp className="mx-gutter mb-2" />
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.refNo} ${row.title}`}
        rowHref={(row) => `/cases/${row.id}`}
        onPeek={setPeek}
        isMuted={(row) => row.archivedAt !== null}
        selection={may("lists:bulk") ? selection : undefined}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<CaseListEmpty isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      <BulkSheet bulkActionId={bulk} onClose={() => setBulk(null)} />
      <CasePeek row={peek} onClose={() => setPeek(null)} />
    </ListLayout>
  );
}

/** More categories than these do not fit beside the title and the buttons. */
const ASIDE_MAX = 4;

type HeadProps = { list: ListQueryHandle; processes: Processes };

function Head({ list, processes }: HeadProps) {
  const t = useTranslations("cases");
  const may = useMay();
  const { role } = useAccount();
  const { category } = list.query.filters;
  const process = category ? processes.of(category) : undefined;
  const hasMoney = process?.fields.some(({ type }) => type === "money");
  const isQuick =
    process?.openRoles.includes(role) && process.fields.some((field) => field.isQuick);
  const hasMany = processes.categories.length > ASIDE_MAX;
  const tabs = <CategoryTabs list={list} categories={processes.categories} />;
  return (
    <PageHeader
      title={t("title")}
      aside={hasMany ? null : tabs}
      subtitle={hasMany ? <div className="mt-2">{tabs}</div> : null}
      actions={
        <>
          <ViewSwitch list={list} categories={processes.categories} />
          {process && !process.hasLedger && process.stages.length > 0 && hasMoney ? (
            <ButtonLink href="/cases/report" icon={ChartColumn}>
              <span className="max-md:sr-only">{t("list.report")}</span>
            </ButtonLink>
          ) : null}
          {may("cases:open") ? (
            <ButtonLink
              href={isQuick ? `/cases/quick?category=${category}` : "/cases/new"}
              kind="primary"
              icon={Plus}
              className="max-md:hidden"
            >
              {isQuick ? t("quick.new") : t("new")}
            </ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

type ToolsProps = HeadProps & {
  input: CaseListInput;
  columns: readonly Column<CaseRow>[];
  shown: readonly Column<CaseRow>[];
  source: TableSource<CaseRow>;
  onBulk: (bulkActionId: number) => void;
};

/** Search, filters, views, past bulk actions, export, columns. */
function Tools({ list, input, processes, columns, shown, source, onBulk }: ToolsProps) {
  const t = useTranslations("cases");
  const filters = useCaseFilters(processes, input.filter?.category);
  return (
    <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")}>
      <ListCount source={source} />
      <ListTools
        name="cases"
        title={t("title")}
        {...{ list, input, columns, shown, source, onBulk }}
      />
    </FilterBar>
  );
}

type BulkProps = {
  input: CaseListInput;
  processes: Processes;
  columns: readonly Column<CaseRow>[];
  selection: SelectionHandle;
  source: TableSource<CaseRow>;
  onStarted: (bulkActionId: number) => void;
};

/** What can be done at once with the selected cases. */
function Bulk({ input, processes, columns, selection, source, onStarted }: BulkProps) {
  const t = useTranslations();
  const category = input.filter?.category;
  const exported = { list: "cases" as const, title: t("cases.title"), query: input, columns };
  return (
    <CaseBulk
      list="cases"
      kinds={bulkKinds}
      rowId={(row) => row.id}
      chosen={(count) =>
        count === null
          ? t("shell.table.allMatchingSelectedUnknown")
          : t("cases.list.countExact", { count })
      }
      process={(category ? processes.of(category) : null) ?? null}
      selected={bulkSelection(selection.value, input.filter)}
      end={<ExportSelected {...exported} selection={selection.value} />}
      {...{ selection, source, onStarted }}
    />
  );
}

function useCaseSource(input: ReturnType<typeof caseListInput>) {
  const query = trpc.cases.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
    },
  );
  const count = trpc.cases.count.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data
    ? { count: count.data.count, isEstimate: !count.data.isExact }
    : undefined;
  return fromInfiniteQuery<CaseRow>(query, total);
}
