"use client";

import { Copy, Inbox, Plus, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { CaseBulk } from "../cases/case-bulk";
import { bulkSelection } from "../lists/bulk";
import { BulkSheet } from "../lists/bulk-sheet";
import { ExportSelected } from "../lists/export-selected";
import { ListTools } from "../lists/list-tools";
import { PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery, type TableSource } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { type SelectionHandle, useSelection } from "../table/use-selection";
import { useShownColumns } from "../table/use-shown-columns";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { type PartyRow, usePartyColumns } from "./party-columns";
import { PartyPeek } from "./party-peek";
import { partyFilterKeys, partyListInput } from "./party-query";
import { CreatePartySheet } from "./party-sheets";
import { usePartyFilters } from "./use-party-filters";

const pageSize = 60;
const bulkKinds = ["assign", "move", "tag", "untag"] as const;

/** The register of parties; `isCreating` opens the form of a new one over it. */
export function PartyListPage({ isCreating = false }: { isCreating?: boolean }) {
  const t = useTranslations("parties");
  const may = useMay();
  const router = useRouter();
  const list = useListQuery(partyFilterKeys);
  const input = useMemo(() => partyListInput(list.query), [list.query]);
  const columns = usePartyColumns();
  const shown = useShownColumns(columns, list);
  const filters = usePartyFilters();
  const source = usePartySource(input);
  const selection = useSelection(list.queryKey);
  const [bulk, setBulk] = useState<number | null>(null);
  const [peek, setPeek] = useState<PartyRow | null>(null);

  return (
    <ListLayout
      header={<ListHead mayCreate={may("parties:edit")} mayMerge={may("parties:merge")} />}
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")}>
          <Count source={source} />
          <ListTools
            name="parties"
            title={t("title")}
            {...{ list, input, columns, shown, source }}
            onBulk={setBulk}
          />
        </FilterBar>
      }
      bulk={<Bulk {...{ input, selection, source }} columns={shown} onStarted={setBulk} />}
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => row.fullName}
        rowHref={(row) => `/parties/${row.id}`}
        onPeek={setPeek}
        selection={may("lists:bulk") ? selection : undefined}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<ListEmpty isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      <BulkSheet bulkActionId={bulk} onClose={() => setBulk(null)} />
      <PartyPeek row={peek} onClose={() => setPeek(null)} />
      {isCreating && may("parties:edit") ? (
        <CreatePartySheet
          onClose={() => router.push("/parties")}
          onCreated={({ partyId }) => router.push(`/parties/${partyId}`)}
        />
      ) : null}
    </ListLayout>
  );
}

type BulkProps = {
  input: ReturnType<typeof partyListInput>;
  columns: readonly Column<PartyRow>[];
  selection: SelectionHandle;
  source: TableSource<PartyRow>;
  onStarted: (bulkActionId: number) => void;
};

/** What can be done at once with the open cases on which the selected people owe. */
function Bulk({ input, columns, selection, source, onStarted }: BulkProps) {
  const t = useTranslations("parties");
  const exported = { list: "parties" as const, title: t("title"), query: input, columns };
  return (
    <CaseBulk
      list="parties"
      kinds={bulkKinds}
      rowId={(row) => row.id}
      chosen={(count) => (count === null ? t("bulk.casesAll") : t("bulk.cases", { count }))}
      hint={t("bulk.owing")}
      process={null}
      selected={bulkSelection(selection.value, input.filter)}
      end={<ExportSelected {...exported} selection={selection.value} />}
      {...{ selection, source, onStarted }}
    />
  );
}

function ListHead({ mayCreate, mayMerge }: { mayCreate: boolean; mayMerge: boolean }) {
  const t = useTranslations("parties");
  const clients = useTranslations("clients");
  return (
    <PageHeader
      title={t("title")}
      actions={
        <>
          {mayCreate ? (
            <ButtonLink href="/parties/waiting" kind="quiet" icon={Inbox}>
              {clients("queue.open")}
            </ButtonLink>
          ) : null}
          {mayMerge ? (
            <ButtonLink href="/parties/duplicates" kind="quiet" icon={Copy}>
              {t("list.duplicates")}
            </ButtonLink>
          ) : null}
          {mayCreate ? (
            <ButtonLink href="/parties/new" kind="primary" icon={Plus}>
              {t("new")}
            </ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

function Count({ source }: { source: Pick<TableSource<PartyRow>, "total"> }) {
  const t = useTranslations("parties.list");
  const { total } = source;
  return (
    <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
      {total ? t(total.isEstimate ? "countMore" : "countExact", { count: total.count }) : null}
    </span>
  );
}

function usePartySource(input: ReturnType<typeof partyListInput>): TableSource<PartyRow> {
  const query = trpc.parties.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.parties.count.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const total = count.data && { count: count.data.count, isEstimate: !count.data.isExact };
  return fromInfiniteQuery<PartyRow>(query, total);
}

function ListEmpty(props: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  const may = useMay();
  if (props.isFiltered) {
    return (
      <EmptyState
        title={t("parties.list.noMatch")}
        actions={<Button onClick={props.onClear}>{t("shell.state.clearFilters")}</Button>}
      >
        {t("shell.state.noMatchText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Users}
      title={t("parties.list.empty")}
      actions={
        <>
          {may("imports:run") ? (
            <ButtonLink href="/imports">{t("parties.list.import")}</ButtonLink>
          ) : null}
          {may("parties:edit") ? (
            <ButtonLink href="/parties/new" kind="primary">
              {t("parties.new")}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {t("parties.list.emptyHint")}
    </EmptyState>
  );
}
