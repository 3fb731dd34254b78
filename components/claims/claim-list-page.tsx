"use client";

import { ListOrdered, Percent, ReceiptText, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { BulkSheet } from "../lists/bulk-sheet";
import { ListTools } from "../lists/list-tools";
import { PageHeader } from "../shell/page-header";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { ButtonLink } from "../ui/button";
import { ClaimAccount } from "./claim-account";
import { ClaimBulk } from "./claim-bulk";
import { type ClaimRow, useClaimColumns } from "./claim-columns";
import { type ClaimListInput, claimFilterKeys, claimListInput } from "./claim-query";
import { ClaimsSum } from "./claims-sum";
import { ExplainSheet } from "./explain-sheet";
import { ListCount } from "./list-count";
import { ListEmpty } from "./list-empty";
import { useClaimFilters } from "./use-list-filters";

const pageSize = 60;

/** All claims of the cases that one may see. */
export function ClaimListPage() {
  const t = useTranslations("claims");
  const may = useMay();
  const list = useListQuery(claimFilterKeys);
  const input = useMemo(() => claimListInput(list.query), [list.query]);
  const source = useClaimSource(input);
  const filters = useClaimFilters();
  const [explained, setExplained] = useState<ClaimRow | null>(null);
  const columns = useClaimColumns(setExplained);
  const shown = useShownColumns(columns, list);
  const selection = useSelection(list.queryKey);
  const [bulk, setBulk] = useState<number | null>(null);
  const [peek, setPeek] = useState<ClaimRow | null>(null);
  return (
    <ListLayout
      header={<Head />}
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")}>
          <ListCount source={source} />
          <ClaimsSum filter={input.filter ?? {}} />
          <ListTools
            name="claims"
            title={t("title")}
            {...{ list, input, columns, shown, source }}
            onBulk={setBulk}
          />
        </FilterBar>
      }
      bulk={<ClaimBulk {...{ input, selection, source }} columns={shown} onStarted={setBulk} />}
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.refNo} ${row.debtorName} ${row.variableSymbol ?? ""}`}
        rowHref={(row) => `/cases/${row.caseId}?tab=claims`}
        onPeek={setPeek}
        isMuted={(row) => row.balanceMinor === 0}
        selection={may("lists:bulk") ? selection : undefined}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={
          <ListEmpty
            room="claims"
            icon={ReceiptText}
            isFiltered={hasFilters(list.query)}
            onClear={list.clearFilters}
          />
        }
      />
      <BulkSheet bulkActionId={bulk} onClose={() => setBulk(null)} />
      {peek ? <ClaimAccount claim={peek} onClose={() => setPeek(null)} /> : null}
      {explained ? (
        <ExplainSheet
          of={{ kind: "claim", claimId: explained.id }}
          name={`${explained.refNo} ${explained.debtorName}`}
          onDay={null}
          onClose={() => setExplained(null)}
        />
      ) : null}
    </ListLayout>
  );
}

function Head() {
  const t = useTranslations("claims");
  const may = useMay();
  return (
    <PageHeader
      title={t("title")}
      actions={
        <>
          <ButtonLink href="/claims/rates" icon={Percent} kind="quiet">
            {t("list.rates")}
          </ButtonLink>
          <ButtonLink href="/claims/rules" icon={Scale} kind="quiet">
            {t("rules.title")}
          </ButtonLink>
          {may("settings:register") ? (
            <ButtonLink href="/claims/profiles" icon={ListOrdered} kind="quiet">
              {t("list.profiles")}
            </ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

function useClaimSource(input: ClaimListInput) {
  const query = trpc.claims.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.claims.count.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<ClaimRow>(query, total);
}
