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
  /** "" removes it. */
  setLook: (key: string, value: string) => void;
  setLooks: (looks: Readonly<Record<string, string>>) => void;
  clearFilters: () => void;
  /** Of a page that is always narrowed by these. */
  clearFiltersBut: (kept: readonly string[]) => void;
  applyView: (id: string | null, query: ListQuery) => void;
};

const noKeys: readonly string[] = [];
const text = parseAsString.withDefault("");

/**
 * Search, filters, sort, columns and view of a list, kept in the URL: `?q=…&sort=-dueOn&state=a,b`.
 * `filterKeys` must not change while the page lives; keep it outside the component. Nor may
 * `lookKeys`: what says how the list is shown, narrows nothing, and is kept with a view.
 */
export function useListQuery(
  filterKeys: readonly string[],
  lookKeys: readonly string[] = noKeys,
): ListQueryHandle {
  const parsers = useMemo(
    () => ({
      q: text,
      sort: parseAsString,
      cols: parseAsArrayOf(parseAsString),
      view: parseAsString,
      ...Object.fromEntries([...filterKeys, ...lookKeys].map((key) => [key, text])),
    }),
    [filterKeys, lookKeys],
  );
  const [state, setState] = useQueryStates(parsers, { clearOnDefault: true, shallow: true });
  const values = state as Record<string, unknown>;

  const query: ListQuery = useMemo(
    () => ({
      q: state.q,
      sort: state.sort,
      columns: state.cols,
      filters: Object.fromEntries(filterKeys.map((key) => [key, String(values[key] ?? "")])),
      ...(lookKeys.length > 0 && {
        look: Object.fromEntries(lookKeys.map((key) => [key, String(values[key] ?? "")])),
      }),
    }),
    [state.q, state.sort, state.cols, values, filterKeys, lookKeys],
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
    setLook: (key, value) => patch({ [key]: value || null }),
    setLooks: (looks) => patch(emptied(looks)),
    clearFilters: () => patch({ q: null, ...none(filterKeys) }),
    clearFiltersBut: (kept) =>
      patch({ q: null, ...none(filterKeys.filter((key) => !kept.includes(key))) }),
    applyView: (id, view) =>
      patch({
        ...none(filterKeys),
        ...view.filters,
        ...(view.look && { ...none(lookKeys), ...view.look }),
        q: view.q || null,
        sort: view.sort,
        cols: view.columns && [...view.columns],
        view: id,
      }),
  };
}

function emptied(values: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null]));
}

function none(keys: readonly string[]): Record<string, null> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** The default view: nothing searched, nothing filtered. */
export const defaultView = emptyQuery;
