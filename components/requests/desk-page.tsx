"use client";

import { Inbox, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { useErrorText } from "../form/error-text";
import { useIsLive } from "../push/live-cases";
import { PageHeader } from "../shell/page-header";
import type { Filter } from "../table/filter";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { hasFilters } from "../table/list-query";
import { useListQuery } from "../table/use-list-query";
import { Button, ButtonLink } from "../ui/button";
import { cx } from "../ui/cx";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";
import { AssignRequests } from "./assign-requests";
import { ByHandDialog } from "./by-hand-dialog";
import { DeskBulk } from "./desk-bulk";
import { DeskList } from "./desk-list";
import { deskFilterKeys, deskFilterOf, viewOf } from "./desk-query";
import { RequestPane } from "./request-pane";
import { StaleBanner } from "./stale-banner";
import { useRequestOptions } from "./use-words";
import { ViewTabs } from "./view-tabs";

const PAGE_SIZE = 40;
/** Only while no stream says by itself what clients write. */
const REFETCH_MS = 15_000;
/** The time left is working time, which the server counts. */
const CLOCK_MS = 60_000;

/** The desk of requests: the queue at the left, the conversation at the right. */
export function DeskPage() {
  const t = useTranslations("requests");
  const list = useListQuery(deskFilterKeys);
  const [openedId, setOpenedId] = useQueryState("request", parseAsInteger);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isAssigning, setAssigning] = useState(false);
  const { query, counts } = useDesk(list.query);
  const filters = useDeskFilters(counts?.kinds);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (caseId: number) => setSelected((before) => toggled(before, caseId));
  return (
    <ListLayout
      header={<DeskHeader onOpened={(caseId) => void setOpenedId(caseId)} />}
      filters={
        <>
          <ViewTabs
            value={viewOf(list.query)}
            counts={counts?.views}
            onChange={(view) => list.setFilter("show", view === "all" ? "" : view)}
          />
          <FilterBar list={list} filters={filters} searchPlaceholder={t("desk.search")} />
        </>
      }
    >
      <div className="flex min-h-0 flex-1 border-rule border-t">
        <div
          className={cx(
            "min-w-0 overflow-y-auto lg:w-[28rem] lg:shrink-0 lg:border-rule lg:border-r",
            openedId === null ? "flex-1 lg:flex-none" : "max-lg:hidden",
          )}
        >
          <DeskStale query={query} />
          {query.isPending ? (
            <SkeletonLines lines={8} />
          ) : query.error && !query.data ? (
            <DeskError error={query.error} retry={() => void query.refetch()} />
          ) : items.length === 0 ? (
            <DeskEmpty isFiltered={hasFilters(list.query)} onClear={list.clearFilters} />
          ) : (
            <DeskList
              {...{ items, openedId, selected }}
              hasMore={query.hasNextPage}
              onMore={() => readMore(query)}
              onOpen={(caseId) => void setOpenedId(caseId)}
              onSelect={toggle}
            />
          )}
        </div>
        <OpenedPane openedId={openedId} onOpen={(caseId) => void setOpenedId(caseId)} />
      </div>
      <DeskBulk
        count={selected.size}
        onAssign={() => setAssigning(true)}
        onClear={() => setSelected(new Set())}
      />
      {isAssigning ? (
        <AssignRequests
          caseIds={[...selected]}
          onDone={() => setSelected(new Set())}
          onClose={() => setAssigning(false)}
        />
      ) : null}
    </ListLayout>
  );
}

function DeskHeader({ onOpened }: { onOpened: (caseId: number) => void }) {
  const t = useTranslations("requests");
  const may = useMay();
  const [isOpening, setOpening] = useState(false);
  return (
    <>
      <PageHeader
        title={t("desk.title")}
        actions={
          <>
            <ButtonLink href="/requests/report">{t("report.title")}</ButtonLink>
            {may("cases:open") && may("cases:edit") ? (
              <Button icon={Plus} onClick={() => setOpening(true)}>
                {t("byHand.button")}
              </Button>
            ) : null}
          </>
        }
      />
      {isOpening ? <ByHandDialog onOpened={onOpened} onClose={() => setOpening(false)} /> : null}
    </>
  );
}

type OpenedProps = { openedId: number | null; onOpen: (caseId: number | null) => void };

/** At the right; on a phone in place of the list. */
function OpenedPane({ openedId, onOpen }: OpenedProps) {
  const t = useTranslations("requests.desk");
  return (
    <div className={cx("min-w-0 flex-1 overflow-y-auto", openedId === null && "max-lg:hidden")}>
      {openedId === null ? (
        <EmptyState icon={Inbox} title={t("choose")}>
          {t("chooseHint")}
        </EmptyState>
      ) : (
        <RequestPane
          key={openedId}
          caseId={openedId}
          onOpen={onOpen}
          onClose={() => onOpen(null)}
        />
      )}
    </div>
  );
}

function toggled(before: ReadonlySet<number>, caseId: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(caseId)) next.add(caseId);
  return next;
}

function useDesk(listQuery: Parameters<typeof deskFilterOf>[0]) {
  const filter = useMemo(() => deskFilterOf(listQuery), [listQuery]);
  const refetchInterval = useIsLive() ? CLOCK_MS : REFETCH_MS;
  const kept = { placeholderData: <T,>(before: T) => before, refetchInterval };
  const query = trpc.requests.list.useInfiniteQuery(
    { filter, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor, ...kept },
  );
  const { data: counts } = trpc.requests.count.useQuery({ filter }, kept);
  return { query, counts };
}

type KindCounts = { [Kind in string]?: number };

function useDeskFilters(kinds: KindCounts | undefined): Filter[] {
  const t = useTranslations("requests.desk.filters");
  const options = useRequestOptions();
  const colleagues = useColleagues();
  return [
    {
      kind: "choice",
      key: "kind",
      label: t("kind"),
      options: options.kinds.map((option) => {
        const count = kinds?.[option.value];
        return { ...option, hint: count ? String(count) : undefined };
      }),
    },
    { kind: "choice", key: "priority", label: t("priority"), options: options.priorities },
    {
      kind: "choice",
      key: "owner",
      label: t("owner"),
      options: (colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
}

type DeskQuery = ReturnType<typeof useDesk>["query"];

/** The key walks on while a page is read; one reading at a time is enough. */
function readMore({ hasNextPage, isFetchingNextPage, fetchNextPage }: DeskQuery): void {
  if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
}

/** The list stays as it was read where reading it anew failed. */
function DeskStale({ query: { error, data, refetch } }: { query: DeskQuery }) {
  return error && data ? <StaleBanner error={error} retry={() => void refetch()} /> : null;
}

function DeskError({ error, retry }: { error: unknown; retry: () => void }) {
  const errorText = useErrorText();
  return <ErrorState onRetry={retry}>{errorText(error)}</ErrorState>;
}

function DeskEmpty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  return isFiltered ? (
    <EmptyState
      title={t("requests.desk.noMatch")}
      actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
    />
  ) : (
    <EmptyState icon={Inbox} title={t("requests.desk.empty")}>
      {t("requests.desk.emptyHint")}
    </EmptyState>
  );
}
