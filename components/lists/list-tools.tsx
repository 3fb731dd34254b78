"use client";

import type { ListName } from "@/db/values/lists";
import type { Column } from "../table/column";
import { ColumnChooser } from "../table/column-chooser";
import { SavedViews } from "../table/saved-views";
import type { TableSource } from "../table/source";
import type { ListQueryHandle } from "../table/use-list-query";
import { useSavedViews } from "./use-saved-views";

export type ListToolsProps<Row> = {
  name: ListName;
  /** What the list is called; names the file of an export and its sheet. */
  title: string;
  list: ListQueryHandle;
  /** Filter and order, as the list's own query takes them. */
  input: Record<string, unknown>;
  columns: readonly Column<Row>[];
  /** Those of the columns that are shown, in order. */
  shown: readonly Column<Row>[];
  source: TableSource<Row>;
};

/** What every list has at the right of its bar: saved views, columns. */
export function ListTools<Row>({ name, list, columns }: ListToolsProps<Row>) {
  const views = useSavedViews(name, list);
  return (
    <>
      <SavedViews {...views} />
      <ColumnChooser columns={columns} list={list} />
    </>
  );
}
