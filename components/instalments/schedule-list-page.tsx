"use client";

import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { ListCount } from "../claims/list-count";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { useShownColumns } from "../table/use-shown-columns";
import { AgreementHead } from "./agreement-head";
import { type ScheduleListInput, scheduleFilterKeys, scheduleListInput } from "./agreement-query";
import { NothingAgreed } from "./nothing-agreed";
import { type ScheduleRow, useScheduleColumns } from "./schedule-columns";
import { useScheduleFilters } from "./use-agreement-filters";

const pageSize = 60;

/** All instalment schedules on the cases that one may see, the longest overdue first. */
export function ScheduleListPage() {
  const t = useTranslations("instalments");
  const list = useListQuery(scheduleFilterKeys);
  const input = useMemo(() => scheduleListInput(list.query), [list.query]);
  const source = useScheduleSource(input);
  const filters = useScheduleFilters();
  const shown = useShownColumns(useScheduleColumns(), list);
  return (
    <ListLayout
      header={<AgreementHead tab="schedules" />}
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("searchPlaceholder")}>
          <ListCount source={source} />
        </FilterBar>
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.refNo} ${row.debtorName}`}
        rowHref={(row) => `/cases/${row.caseId}`}
        isMuted={(row) => row.state === "ended"}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={
          <NothingAgreed
            of="list"
            icon={CalendarClock}
            isFiltered={hasFilters(list.query)}
            onClear={list.clearFilters}
          />
        }
      />
    </ListLayout>
  );
}

function useScheduleSource(input: ScheduleListInput) {
  const query = trpc.instalments.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.instalments.count.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<ScheduleRow>(query, total);
}
