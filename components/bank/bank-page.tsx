"use client";

import { Landmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { MOVEMENT_REASONS } from "@/db/values/bank";
import { type RouterOutput, trpc } from "../api/crm";
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
import { AssignDialog } from "./assign-dialog";
import {
  type MovementListInput,
  movementFilterKeys,
  movementListInput,
  queueOf,
} from "./bank-query";
import { CorrectDialog } from "./correct-dialog";
import { type MovementRow, useMovementColumns } from "./movement-columns";
import { MovementPane } from "./movement-pane";
import { QueueTabs } from "./queue-tabs";
import { ReasonDialog } from "./reason-dialog";
import { SplitDialog } from "./split-dialog";
import { StatementTools } from "./statement-tools";
import { UndoProvider } from "./undo";
import { type Asked, useMovementActions } from "./use-movement-actions";

const pageSize = 60;

type MovementCounts = RouterOutput["bank"]["count"];

/** Movements of the bank: what waits for a person, what became a payment, what is none of ours. */
export function BankPage() {
  return (
    <UndoProvider>
      <MovementList />
    </UndoProvider>
  );
}

function MovementList() {
  const t = useTranslations("bank");
  const list = useListQuery(movementFilterKeys);
  const input = useMemo(() => movementListInput(list.query), [list.query]);
  const { source, counts } = useMovementSource(input);
  const filters = useMovementFilters(counts);
  const columns = useMovementColumns();
  const shown = useShownColumns(columns, list);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState<MovementRow | null>(null);
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
        <>
          <QueueTabs
            value={queueOf(list.query)}
            counts={counts}
            onChange={(queue) => list.setFilter("queue", queue === "all" ? "" : queue)}
          />
          <FilterBar list={list} filters={filters} searchPlaceholder={t("searchPlaceholder")}>
            {counts ? <Counts counts={counts} /> : null}
          </FilterBar>
        </>
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.bookedOn} ${row.counterName ?? row.variableSymbol ?? ""}`}
        onOpen={setOpened}
        rowActions={(row) => actionsOf(row)}
        isMuted={(row) => row.state === "ignored"}
        sort={list.query.sort}
        onSort={list.setSort}
        empty={<Empty isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      {opened ? (
        <OpenedPane opened={opened} rows={source.rows} onOpen={setOpened} actionsOf={actionsOf} />
      ) : null}
      <AskedDialog asked={asked} onClose={() => setAsked(null)} />
    </ListLayout>
  );
}

function Counts({ counts }: { counts: MovementCounts }) {
  const t = useTranslations("bank");
  const { open, matched, ignored } = counts;
  return (
    <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
      {t("counts", { open, matched, ignored })}
    </span>
  );
}

type OpenedPaneProps = {
  opened: MovementRow;
  rows: readonly MovementRow[];
  onOpen: (movement: MovementRow | null) => void;
  actionsOf: ReturnType<typeof useMovementActions>;
};

const waits = ({ state }: MovementRow) => state === "open" || state === "parked";

/** The opened movement as it stands now; it may have left the list that it was opened from. */
function OpenedPane({ opened, rows, onOpen, actionsOf }: OpenedPaneProps) {
  const at = rows.findIndex(({ id }) => id === opened.id);
  const movement = rows[at] ?? opened;
  return (
    <MovementPane
      key={movement.id}
      movement={movement}
      entries={actionsOf(movement)}
      onStep={(by) => {
        const next = rows[at + by];
        if (next) onOpen(next);
      }}
      onDecided={() => {
        const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
        onOpen(others.find(waits) ?? null);
      }}
      onClose={() => onOpen(null)}
    />
  );
}

function AskedDialog({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  if (!asked) return null;
  const { kind, movement } = asked;
  if (kind === "assign") return <AssignDialog movement={movement} onClose={onClose} />;
  if (kind === "split") return <SplitDialog movement={movement} onClose={onClose} />;
  if (kind === "correct") return <CorrectDialog movement={movement} onClose={onClose} />;
  return <ReasonDialog kind={kind} movement={movement} onClose={onClose} />;
}

function useMovementFilters(counts: MovementCounts | undefined): Filter[] {
  const t = useTranslations("bank");
  const { data: accounts } = trpc.bank.accounts.useQuery();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "reason",
        label: t("filters.reason"),
        options: MOVEMENT_REASONS.map((value) => ({
          value,
          label: t(`reasons.${value}`),
          hint: counts?.reasons[value] ? String(counts.reasons[value]) : undefined,
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
  const { state, reasons } = input.filter ?? {};
  const total =
    counts && !reasons
      ? { count: state ? counts[state] : sumOf(counts), isEstimate: false }
      : undefined;
  return { source: fromInfiniteQuery<MovementRow>(query, total), counts };
}

const sumOf = ({ open, parked, matched, ignored }: MovementCounts): number =>
  open + parked + matched + ignored;

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
