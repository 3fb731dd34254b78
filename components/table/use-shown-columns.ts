"use client";

import { useMemo } from "react";
import { type Column, visibleColumns } from "./column";
import type { ListQueryHandle } from "./use-list-query";

/** The columns that a list shows now; the same array until the choice changes. */
export function useShownColumns<Row>(
  columns: readonly Column<Row>[],
  { query }: Pick<ListQueryHandle, "query">,
): Column<Row>[] {
  return useMemo(() => visibleColumns(columns, query.columns), [columns, query.columns]);
}
