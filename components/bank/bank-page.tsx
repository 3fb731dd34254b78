"use client";

import { Ban, Landmark, Link2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { MOVEMENT_STATES } from "@/db/values/bank";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { ConnectionNotice } from "../feeds/connection-notice";
import { PageHeader } from "../shell/page-header";
import { DataTable } from "../table/data-table";
import type { Filter } from "../table/filter";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { useShownColumns } from "../table/use-shown-columns";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { MenuEntry } from "../ui/menu-entries";
import { AssignDialog } from "./assign-dialog";
import { type MovementListInput, movementFilterKeys, movementListInput } from "./bank-query";
import { type MovementRow, useMovementColumns } from "./movement-columns";
import { ReasonDialog } from "./reason-dialog";
import { StatementTools } from "./statement-tools";

const pageSize = 60;

type Asked = { kind: "assign" | "ignore" | "release"; movement: MovementRow };

/** Movements of the bank: what waits for a person, what became a payment, what is none of ours. */
export function BankPage() {
  const t = useTranslations("bank");
  const list = useListQuery(movementFilterKeys);
  const input = useMemo(() => movementListInput(list.query), [list.query]);
  const { source, counts } = useMovementSource(input);
  const filters = useMovementFilters(counts);
  const columns = useMovementColumns();
  const shown = useShownColumns(columns, list);
  const [asked, setAsked] = useState<Asked | null>(null);
  const actionsOf = useMovementActions(setAsked);
  return (
    <ListLayout
      header={
        <>
          <PageHeader title={t("title")} actions={<StatementTools />} />
          <ConnectionNotice />
        </>
      }
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("searchPlaceholder")}>
          {counts ? (
            <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
              {t("counts", counts)}
            </span>
          ) : null}
        </FilterBar>
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.bookedOn} ${row.counterName ?? row.variableSymbol ?? ""}`}
        rowActions={actionsOf}
        isMuted={(row) => row.state === "ignored"}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<Empty isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      {asked?.kind === "assign" ? (
        <AssignDialog movement={asked.movement} onClose={() => setAsked(null)} />
      ) : asked ? (
        <ReasonDialog kind={asked.kind} movement={asked.movement} onClose={() => setAsked(null)} />
      ) : null}
    </ListLayout>
  );
}

function useMovementActions(onAsk: (asked: Asked) => void): (row: MovementRow) => MenuEntry[] {
  const t = useTranslations("bank.actions");
  const may = useMay();
  return (movement) => {
    if (!may("bank:match")) return [];
    if (movement.state !== "open") {
      const onSelect = () => onAsk({ kind: "release", movement });
      return [{ label: t("release"), icon: Undo2, danger: true, onSelect }];
    }
    const ignore: MenuEntry = {
      label: t("ignore"),
      icon: Ban,
      onSelect: () => onAsk({ kind: "ignore", movement }),
    };
    if (movement.amountMinor <= 0) return [ignore];
    const assign = () => onAsk({ kind: "assign", movement });
    return [{ label: t("assign"), icon: Link2, onSelect: assign }, ignore];
  };
}

function useMovementFilters(counts: Record<string, number> | undefined): Filter[] {
  const t = useTranslations("bank");
  const { data: accounts } = trpc.bank.accounts.useQuery();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "state",
        label: t("filters.state"),
        options: MOVEMENT_STATES.map((value) => ({
          value,
          label: t(`states.${value}`),
          hint: counts ? String(counts[value]) : undefined,
        })),
      },
      {
        kind: "choice",
        key: "account",
        label: t("filters.account"),
        options: (accounts ?? []).map(({ id, number, name }) => {
          return { value: String(id), label: number, hint: name };
        }),
      },
      { kind: "days", key: "booked", label: t("filters.booked") },
    ],
    [t, counts, accounts],
  );
}

function useMovementSource(input: MovementListInput) {
  const query = trpc.bank.movements.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const { data: counts } = trpc.bank.count.useQuery(
    { filter: input.filter },
    { placeholderData: (before) => before },
  );
  const { state } = input.filter ?? {};
  const all = counts && { count: counts.open + counts.matched + counts.ignored, isEstimate: false };
  const total = counts && state ? { count: counts[state], isEstimate: false } : all;
  return { source: fromInfiniteQuery<MovementRow>(query, total), counts };
}

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  return isFiltered ? (
    <EmptyState
      title={t("bank.noMatch")}
      actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
    />
  ) : (
    <EmptyState icon={Landmark} title={t("bank.empty")}>
      {t("bank.emptyHint")}
    </EmptyState>
  );
}
