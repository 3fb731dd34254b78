/** Where a table takes its rows from: a keyset-paged query, whatever library asks it. */
export type TableSource<Row> = {
  rows: readonly Row[];
  /** The first page is on its way and there is nothing to show yet. */
  isLoading: boolean;
  /** What is shown belongs to the previous query. */
  isStale?: boolean;
  isLoadingMore: boolean;
  hasMore: boolean;
  loadMore: () => void;
  error: unknown;
  retry: () => void;
  /** How many rows match; may be an estimate, may come later or not at all. */
  total?: { count: number; isEstimate: boolean } | null;
};

/** How many rows match, where somebody counted to the end. */
export function exactTotal({ total }: Pick<TableSource<unknown>, "total">): number | null {
  return total && !total.isEstimate ? total.count : null;
}

/** The part of TanStack's useInfiniteQuery result that a table needs. */
export type InfiniteQueryLike<Row> = {
  data?: { pages: readonly { items: readonly Row[] }[] };
  isPending: boolean;
  isPlaceholderData?: boolean;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
  error: unknown;
  refetch: () => unknown;
};

/** A table's source from useInfiniteQuery; `total` comes from a query of its own. */
export function fromInfiniteQuery<Row>(
  query: InfiniteQueryLike<Row>,
  total?: TableSource<Row>["total"],
): TableSource<Row> {
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) query.fetchNextPage();
    },
    error: query.error,
    retry: () => void query.refetch(),
    total,
  };
}

/** A source of rows that are all here (the claims of one case). */
export function fromRows<Row>(rows: readonly Row[]): TableSource<Row> {
  return {
    rows,
    isLoading: false,
    isLoadingMore: false,
    hasMore: false,
    loadMore: () => {},
    error: null,
    retry: () => {},
    total: { count: rows.length, isEstimate: false },
  };
}
