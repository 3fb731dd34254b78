"use client";

import { HandCoins, Undo2 } from "lucide-react";
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
import { type ListQueryHandle, useListQuery } from "../table/use-list-query";
import { useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { ButtonLink } from "../ui/button";
import type { MenuEntry } from "../ui/menu-entries";
import { type PaymentListInput, paymentFilterKeys, paymentListInput } from "./claim-query";
import { ListCount } from "./list-count";
import { ListEmpty } from "./list-empty";
import { PaymentBulk } from "./payment-bulk";
import { type PaymentRow, usePaymentColumns } from "./payment-columns";
import { ReversePaymentDialog } from "./reverse-payment-dialog";
import { usePaymentFilters } from "./use-list-filters";

const pageSize = 60;

/** All payments on the cases that one may see. */
export function PaymentListPage() {
  const t = useTranslations("payments");
  const may = useMay();
  const list = useListQuery(paymentFilterKeys);
  const input = useMemo(() => paymentListInput(list.query), [list.query]);
  const source = usePaymentSource(input);
  const filters = usePaymentFilters();
  const columns = usePaymentColumns();
  const shown = useShownColumns(columns, list);
  const selection = useSelection(list.queryKey);
  const [bulk, setBulk] = useState<number | null>(null);
  const [reversing, setReversing] = useState<PaymentRow | null>(null);
  const actionsOf = (row: PaymentRow): MenuEntry[] => {
    if (row.reversalKind) return [];
    const onSelect = () => setReversing(row);
    return [{ label: t("reverse.title"), icon: Undo2, danger: true, onSelect }];
  };
  return (
    <ListLayout
      header={<Head />}
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")}>
          <ListCount source={source} />
          <ListTools
            name="payments"
            title={t("title")}
            {...{ list, input, columns, shown, source }}
            onBulk={setBulk}
          />
        </FilterBar>
      }
      bulk={<PaymentBulk {...{ input, selection, source }} columns={shown} onStarted={setBulk} />}
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.refNo} ${row.debtorName}`}
        rowHref={(row) => `/cases/${row.caseId}?tab=claims`}
        rowActions={may("claims:reverse") ? actionsOf : undefined}
        isMuted={(row) => row.reversalKind !== null}
        selection={may("lists:bulk") ? selection : undefined}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<Empty list={list} />}
      />
      <BulkSheet bulkActionId={bulk} onClose={() => setBulk(null)} />
      {reversing ? (
        <ReversePaymentDialog payment={reversing} onClose={() => setReversing(null)} />
      ) : null}
    </ListLayout>
  );
}

function Empty({ list }: { list: ListQueryHandle }) {
  const { query, clearFilters: onClear } = list;
  return (
    <ListEmpty room="payments" icon={HandCoins} isFiltered={hasFilters(query)} onClear={onClear} />
  );
}

function Head() {
  const t = useTranslations("payments");
  const feeds = useTranslations("feeds.payment");
  const may = useMay();
  return (
    <PageHeader
      title={t("title")}
      actions={
        may("claims:pay") ? (
          <>
            <ButtonLink href="/payments/accounting">{feeds("title")}</ButtonLink>
            <ButtonLink href="/payments/new" kind="primary" icon={HandCoins}>
              {t("new")}
            </ButtonLink>
          </>
        ) : null
      }
    />
  );
}

function usePaymentSource(input: PaymentListInput) {
  const query = trpc.claims.payments.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.claims.countPayments.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<PaymentRow>(query, total);
}
