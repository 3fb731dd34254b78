"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { trpc } from "../api/crm";
import { type BoardNews, hearBoard } from "../push/board-news";
import type { BoardInput } from "./board-look";
import { BoardStore } from "./board-store";

/** News that come thick and fast are looked at together, at most this often. */
const LOOK_EVERY_MS = 800;
const IDS_MAX = 200;

/** The board's data: its first cards, further ones as columns are scrolled, and others' moves. */
export function useBoard(input: BoardInput) {
  const store = useRef<BoardStore>(null as never);
  store.current ??= new BoardStore();
  const query = trpc.boards.get.useQuery(input, {
    placeholderData: (before) => before,
    // Kept as it is by the stream; a page that was away is told to look again.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
  });
  const { data } = query;
  // Before anything is drawn, so that no frame shows an empty board.
  useLayoutEffect(() => data && store.current.reset(data), [data]);
  const { loadMore, retryMore } = useLoadMore(store.current, input);
  const lookAt = useNews(store.current, input, query.refetch);
  return {
    store: store.current,
    board: data,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: data ? null : query.error,
    retry: () => void query.refetch(),
    isRetrying: query.isFetching,
    loadMore,
    retryMore,
    lookAt,
  };
}

export type BoardHandle = ReturnType<typeof useBoard>;

/** Asks for the next page of a column, one at a time; after a failure only when a person asks. */
function useLoadMore(store: BoardStore, input: BoardInput) {
  const utils = trpc.useUtils();
  const loading = useRef(new Set<string>());
  const latest = useRef(input);
  latest.current = input;
  const columnNow = (code: string) => store.read().columns.find((each) => each.code === code);
  const [loadMore] = useState(() => (code: string) => {
    const { nextCursor: cursor = null, isFailed } = columnNow(code) ?? {};
    if (!cursor || isFailed || loading.current.has(code)) return;
    loading.current.add(code);
    const asked = latest.current;
    utils.client.boards.column
      .query({ ...asked, column: code, cursor })
      .then((page) => {
        const now = columnNow(code)?.nextCursor;
        // Drawn anew meanwhile: this page belongs to what was there before.
        if (asked === latest.current && now === cursor) store.addPage(code, page);
      })
      .catch(() => {
        const now = columnNow(code)?.nextCursor;
        if (asked === latest.current && now === cursor) store.failPage(code, true);
      })
      .finally(() => loading.current.delete(code));
  });
  const [retryMore] = useState(() => (code: string) => {
    store.failPage(code, false);
    loadMore(code);
  });
  return { loadMore, retryMore };
}

/** Looks at what changed: at once, then at most every so often. */
function useNews(store: BoardStore, input: BoardInput, refetch: () => unknown) {
  const utils = trpc.useUtils();
  const heard = useRef<{ ids: Set<number>; isWhole: boolean }>({ ids: new Set(), isWhole: false });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const lastAt = useRef(0);
  const look = async () => {
    timer.current = null;
    lastAt.current = performance.now();
    const { ids, isWhole } = heard.current;
    heard.current = { ids: new Set(), isWhole: false };
    if (isWhole || ids.size > IDS_MAX) {
      refetch();
      return;
    }
    const caseIds = [...ids];
    const changes = await utils.client.boards.changes
      .query({ ...input, caseIds })
      .catch(() => null);
    if (changes) store.look(caseIds, changes.cards, changes.totals);
  };
  const latest = useRef(look);
  latest.current = look;
  const [lookAt] = useState(() => (news: BoardNews) => {
    if (news === null) heard.current.isWhole = true;
    else for (const id of news) heard.current.ids.add(id);
    const waited = performance.now() - lastAt.current;
    timer.current ??= setTimeout(() => void latest.current(), Math.max(0, LOOK_EVERY_MS - waited));
  });
  useEffect(() => {
    const stop = hearBoard(input.category, lookAt);
    return () => {
      stop();
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [input.category, lookAt]);
  return lookAt;
}
