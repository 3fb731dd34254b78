"use client";

import { Handshake } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { ListCount } from "../claims/list-count";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { useShownColumns } from "../table/use-shown-columns";
import { ButtonLink } from "../ui/button";
import { AgreementHead } from "./agreement-head";
import { type PromiseListInput, promiseFilterKeys, promiseListInput } from "./agreement-query";
import { NothingAgreed } from "./nothing-agreed";
import { type PromiseRow, usePromiseColumns } from "./promise-columns";
import { usePromiseFilters } from "./use-agreement-filters";

const pageSize = 60;

/** Promises to pay by the day they are due; one press shows those of today. */
export function PromiseListPage() {
  const t = useTranslations("instalments");
  const list = useListQuery(promiseFilterKeys);
  const input = useMemo(() => promiseListInput(list.query), [list.query]);
  const source = usePromiseSource(input);
  const filters = usePromiseFilters();
  const shown = useShownColumns(usePromiseColumns(), list);
  const today = useToday();
  return (
    <ListLayout
      header={<AgreementHead tab="promises" />}
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("searchPlaceholder")}>
          <ButtonLink href={`/instalments/promises?state=open&due=${today}..${today}`} kind="quiet">
            {t("promises.today")}
          </ButtonLink>
          <ListCount source={source} />
        </FilterBar>
      }
    >
      <DataTable
        label={t("promises.title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.refNo} ${row.debtorName}`}
        rowHref={(row) => `/cases/${row.caseId}`}
        isMuted={(row) => row.state === "cancelled"}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={
          <NothingAgreed
            of="promises"
            icon={Handshake}
            isFiltered={hasFilters(list.query)}
            onClear={list.clearFilters}
          />
        }
      />
    </ListLayout>
  );
}

function usePromiseSource(input: PromiseListInput) {
  const query = trpc.instalments.promises.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.instalments.countPromises.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<PromiseRow>(query, total);
}
