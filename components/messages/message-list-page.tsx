"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { CHANNELS, DIRECTIONS, MESSAGE_STATES } from "@/db/values/messages";
import { SenderBanner } from "../access/sender-banner";
import { trpc } from "../api/crm";
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
import { type MessageRow, useMessageColumns } from "./message-columns";
import { type MessageListInput, messageFilterKeys, messageListInput } from "./message-query";
import { MessageSheet } from "./message-sheet";
import { MessagesHead } from "./messages-head";

const pageSize = 60;
const refreshMs = 15_000;

/** What went to people of cases and what came from them, the newest first. */
export function MessageListPage() {
  const t = useTranslations("messages");
  const list = useListQuery(messageFilterKeys);
  const input = useMemo(() => messageListInput(list.query), [list.query]);
  const source = useMessageSource(input);
  const filters = useMessageFilters();
  const shown = useShownColumns(useMessageColumns(), list);
  const [peek, setPeek] = useState<MessageRow | null>(null);
  return (
    <ListLayout
      header={
        <div className="mb-2">
          <MessagesHead />
          <div className="px-gutter pt-2 empty:hidden">
            <SenderBanner />
          </div>
        </div>
      }
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("list.searchPlaceholder")} />
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={shown}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.toName || row.toAddress} ${row.subject}`}
        rowHref={(row) => `/messages/${row.id}`}
        onPeek={setPeek}
        isMuted={(row) => row.state === "cancelled"}
        empty={<NoMessages isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />}
      />
      {peek ? <MessageSheet messageId={peek.id} onClose={() => setPeek(null)} /> : null}
    </ListLayout>
  );
}

function NoMessages({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  if (!isFiltered) {
    return (
      <EmptyState icon={Mail} title={t("messages.list.empty")}>
        {t("messages.list.emptyHint")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("messages.list.noMatch")}
      actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
    />
  );
}

function useMessageSource(input: MessageListInput) {
  const query = trpc.messages.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
      refetchInterval: refreshMs,
    },
  );
  return fromInfiniteQuery<MessageRow>(query);
}

function useMessageFilters(): Filter[] {
  const t = useTranslations("messages");
  return useMemo(
    () => [
      { kind: "flag", key: "open", label: t("list.openOnly") },
      {
        kind: "choice",
        key: "state",
        label: t("columns.state"),
        options: MESSAGE_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      {
        kind: "choice",
        key: "channel",
        label: t("columns.channel"),
        options: CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) })),
      },
      {
        kind: "choice",
        key: "direction",
        label: t("columns.direction"),
        options: DIRECTIONS.map((value) => ({ value, label: t(`directions.${value}`) })),
      },
    ],
    [t],
  );
}
