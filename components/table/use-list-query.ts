"use client";

import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { emptyQuery, type ListQuery, queryKeyOf } from "./list-query";

export type ListQueryHandle = {
  query: ListQuery;
  /** Changes with what the server is asked for, not with the columns. */
  queryKey: string;
  /** Id of the saved view that was applied last. */
  viewId: string | null;
  setSearch: (q: string) => void;
  setSort: (sort: string | null) => void;
  /** "" removes the filter. */
  setFilter: (key: string, value: string) => void;
  setColumns: (columns: readonly string[] | null) => void;
  clearFilters: () => void;
  applyView: (id: string | null, query: ListQuery) => void;
};

const text = parseAsString.withDefault("");

/**
 * Search, filters, sort, columns and view of a list, kept in the URL: `?q=…&sort=-dueOn&state=a,b`.
 * `filterKeys` must not change while the page lives; keep it outside the component.
 */
export function useListQuery(filterKeys: readonly string[]): ListQueryHandle {
  const parsers = useMemo(
    () => ({
      q: text,
      sort: parseAsString,
      cols: parseAsArrayOf(parseAsString),
      view: parseAsString,
      ...Object.fromEntries(filterKeys.map((key) => [key, text])),
    }),
    [filterKeys],
  );
  const [state, setState] = useQueryStates(parsers, { clearOnDefault: true, shallow: true });
  const values = state as Record<string, unknown>;

  const query: ListQuery = useMemo(
    () => ({
      q: state.q,
      sort: state.sort,
      columns: state.cols,
      filters: Object.fromEntries(filterKeys.map((key) => [key, String(values[key] ?? "")])),
    }),
    [state.q, state.sort, state.cols, values, filterKeys],
  );
  const patch = useCallback(
    (part: Record<string, unknown>) => void setState(part as Partial<typeof state>),
    [setState],
  );

  return {
    query,
    queryKey: queryKeyOf(query),
    viewId: state.view,
    setSearch: (q) => patch({ q: q || null }),
    setSort: (sort) => patch({ sort }),
    setFilter: (key, value) => patch({ [key]: value || null }),
    setColumns: (columns) => patch({ cols: columns && [...columns] }),
    clearFilters: () => patch({ q: null, ...none(filterKeys) }),
    applyView: (id, view) =>
      patch({
        ...none(filterKeys),
        ...view.filters,
        q: view.q || null,
        sort: view.sort,
        cols: view.columns && [...view.columns],
        view: id,
      }),
  };
}

function none(keys: readonly string[]): Record<string, null> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** The default view: nothing searched, nothing filtered. */
export const defaultView = emptyQuery;
