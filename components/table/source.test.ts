import { expect, it, vi } from "vitest";
import { exactTotal, fromInfiniteQuery, fromRows } from "./source";

const query = {
  data: { pages: [{ items: ["a", "b"] }, { items: ["c"] }] },
  isPending: false,
  isFetchingNextPage: false,
  hasNextPage: true,
  error: null,
};

it("joins the pages and asks for the next one once", () => {
  const fetchNextPage = vi.fn();
  const refetch = vi.fn();
  const source = fromInfiniteQuery({ ...query, fetchNextPage, refetch });
  expect(source.rows).toEqual(["a", "b", "c"]);
  source.loadMore();
  expect(fetchNextPage).toHaveBeenCalledTimes(1);
  source.retry();
  expect(refetch).toHaveBeenCalledTimes(1);
});

it("does not ask while a page is on its way, or when there is none", () => {
  const fetchNextPage = vi.fn();
  const rest = { fetchNextPage, refetch: vi.fn() };
  fromInfiniteQuery({ ...query, ...rest, isFetchingNextPage: true }).loadMore();
  fromInfiniteQuery({ ...query, ...rest, hasNextPage: false }).loadMore();
  expect(fetchNextPage).not.toHaveBeenCalled();
});

it("fromRows has everything at once", () => {
  const source = fromRows([1, 2]);
  expect(source).toMatchObject({ rows: [1, 2], hasMore: false, isLoading: false });
  expect(source.total).toEqual({ count: 2, isEstimate: false });
});

it("a count that stopped early is no number of rows", () => {
  expect(exactTotal({ total: { count: 7, isEstimate: false } })).toBe(7);
  expect(exactTotal({ total: { count: 10_000, isEstimate: true } })).toBeNull();
  expect(exactTotal({ total: undefined })).toBeNull();
});
