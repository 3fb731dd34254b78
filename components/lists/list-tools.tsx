"use client";

import type { ListName } from "@/db/values/lists";
import type { Column } from "../table/column";
import { ColumnChooser } from "../table/column-chooser";
import { SavedViews } from "../table/saved-views";
import type { TableSource } from "../table/source";
import type { ListQueryHandle } from "../table/use-list-query";
import { BulkHistory } from "./bulk-history";
import { ExportMenu } from "./export-menu";
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
  /** Opens a bulk action; left out where the list has none. */
  onBulk?: (bulkActionId: number) => void;
};

/** What every list has at the right of its bar: views, past bulk actions, export, columns. */
export function ListTools<Row>(props: ListToolsProps<Row>) {
  const { name, title, list, input, columns, shown, source, onBulk } = props;
  const views = useSavedViews(name, list);
  return (
    <>
      <SavedViews {...views} />
      {onBulk ? <BulkHistory list={name} onOpen={onBulk} /> : null}
      <ExportMenu list={name} title={title} query={input} columns={shown} total={source.total} />
      <ColumnChooser columns={columns} list={list} />
    </>
  );
}
