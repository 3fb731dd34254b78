import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and money stand at the end. */
  align?: "start" | "end" | "center";
  /** Pixels; a column without a width takes its share of what is left. */
  width?: number;
  /** What the server sorts by; without it the column cannot be sorted. */
  sortKey?: string;
  /** Off until a person switches it on. */
  isHidden?: boolean;
  /** Cannot be switched off. */
  isFixed?: boolean;
  /**
   * Its place on a phone's two-line card: the first line's start and end, or the second line;
   * left out = not shown there.
   */
  card?: "title" | "aside" | "meta";
};

/** The columns to show, in order: as chosen, or the default ones. Unknown keys are dropped. */
export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | null,
): Column<Row>[] {
  if (!chosen) return columns.filter((column) => !column.isHidden);
  const fixed = columns.filter((column) => column.isFixed && !chosen.includes(column.key));
  const wanted = chosen.flatMap((key) => columns.filter((column) => column.key === key));
  return [...fixed, ...wanted];
}
