"use client";

import { type ReactNode, useMemo, useRef } from "react";
import { cx } from "../ui/cx";
import type { MenuEntry } from "../ui/menu-entries";
import type { Column } from "./column";
import { headState, isSelected } from "./selection";
import type { TableSource } from "./source";
import { minWidthOf, Spacer, TableFoot, Widths } from "./table-foot";
import { TableHead } from "./table-head";
import { type RowContext, SkeletonRow, TableRow } from "./table-row";
import { useRowContext } from "./use-row-context";
import { type RowWindow, useRowWindow } from "./use-row-window";
import type { SelectionHandle } from "./use-selection";
import { useTableKeys } from "./use-table-keys";

export type DataTableProps<Row> = {
  /** Name of the table for a screen reader. */
  label: string;
  source: TableSource<Row>;
  /** Already chosen and ordered; see visibleColumns. Keep it stable (useMemo). */
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string | number;
  /** What names a row aloud: ref-no, name. */
  rowLabel: (row: Row) => string;
  /** Page of a row: Enter, click, Ctrl-click. */
  rowHref?: (row: Row) => string;
  /** Where a row has no page of its own: what Enter and a click do instead. */
  onOpen?: (row: Row) => void;
  /** Space: a quick look, usually in a <Sheet>. */
  onPeek?: (row: Row) => void;
  rowActions?: (row: Row) => MenuEntry[];
  /** Rows to dim: archived, resolved. */
  isMuted?: (row: Row) => boolean;
  selection?: SelectionHandle;
  sort?: string | null;
  onSort?: (sort: string | null) => void;
  /** Shown when there is nothing; by default "nothing here yet". */
  empty?: ReactNode;
  /** "fill": the page's main list, scrolls inside its frame. "inline": a short list in a page. */
  layout?: "fill" | "inline";
  skeletonRows?: number;
};

const nearEndPx = 900;

/** A keyset-paged list: sticky head, selection, keyboard, virtual rows, cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { source, columns, selection, layout = "fill" } = props;
  const frame = useRef<HTMLDivElement>(null);
  const loaded = useLoadedIds(props);
  const canOpen = props.rowHref ?? props.onOpen;
  const rowWindow = useRowWindow(frame, source.rows.length, layout === "fill");
  const keys = useTableKeys({
    frame,
    count: source.rows.length,
    reveal: rowWindow.reveal,
    onOpen: canOpen && ((index) => onRow(source.rows[index], (row) => context.onOpen?.(row))),
    onPeek: props.onPeek && ((index) => onRow(source.rows[index], (row) => props.onPeek?.(row))),
    onSelect:
      selection &&
      ((index, extend) => onRow(loaded[index], (id) => selection.toggle(id, { extend, loaded }))),
    onClear: selection?.clear,
    onNearEnd: source.loadMore,
    isMain: layout === "fill",
  });
  const context = useRowContext(props, { loaded, onFocus: keys.setCurrent });
  const shape = {
    columns,
    isSelectable: selection !== undefined,
    hasActions: props.rowActions !== undefined,
  };

  return (
    <div
      ref={frame}
      // Without rows nothing inside takes the focus, and the keyboard could not scroll sideways.
      tabIndex={source.rows.length === 0 ? 0 : undefined}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        if (scrollHeight - scrollTop - clientHeight < nearEndPx) source.loadMore();
      }}
      className={
        layout === "fill"
          ? "relative min-h-0 flex-1 overflow-auto [--table-edge:var(--gutter)]"
          : "overflow-x-auto [--table-edge:4px]"
      }
    >
      <table
        aria-label={props.label}
        aria-rowcount={source.total && !source.total.isEstimate ? source.total.count + 1 : -1}
        aria-busy={source.isLoading || source.isStale}
        onKeyDown={keys.press}
        className={cx(
          "w-full table-fixed border-collapse max-md:block max-md:min-w-0!",
          source.isStale && "opacity-60",
        )}
        style={{ minWidth: minWidthOf(shape) }}
      >
        <Widths {...shape} />
        <TableHead
          columns={columns}
          sort={props.sort ?? null}
          onSort={props.onSort}
          selected={selection ? headState(selection.value, loaded) : undefined}
          onSelectLoaded={(isOn) => selection?.markLoaded(loaded, isOn)}
          hasActions={shape.hasActions}
          isSticky={layout === "fill"}
        />
        <Rows props={props} rowWindow={rowWindow} context={context} current={keys.current} />
      </table>
      <TableFoot source={source} empty={props.empty} />
      {/* Room for the bulk bar, which floats over the end of the list. */}
      {selection && source.rows.length > 0 ? <div className="h-16" /> : null}
    </div>
  );
}

function onRow<Row>(row: Row | undefined, use: (row: Row) => void): void {
  if (row !== undefined) use(row);
}

function useLoadedIds<Row>({ source, rowId }: DataTableProps<Row>): string[] {
  const idOf = useRef(rowId);
  idOf.current = rowId;
  return useMemo(() => source.rows.map((row) => String(idOf.current(row))), [source.rows]);
}

type RowsProps<Row> = {
  props: DataTableProps<Row>;
  rowWindow: RowWindow;
  context: RowContext<Row>;
  current: number;
};

function Rows<Row>({ props, rowWindow, context, current }: RowsProps<Row>) {
  const { source, selection, columns, skeletonRows = 20 } = props;
  return (
    <tbody className="max-md:block">
      <Spacer height={rowWindow.before} />
      {rowWindow.indexes.map((index) => {
        const row = source.rows[index];
        if (row === undefined) return null;
        const id = context.rowId(row);
        return (
          <TableRow
            key={id}
            row={row}
            index={index}
            context={context}
            isCurrent={index === current}
            isSelected={selection ? isSelected(selection.value, id) : false}
          />
        );
      })}
      <Spacer height={rowWindow.after} />
      {source.isLoading
        ? Array.from({ length: skeletonRows }, (_, index) => (
            <SkeletonRow
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
              key={index}
              index={index}
              columns={columns}
              isSelectable={selection !== undefined}
              hasActions={props.rowActions !== undefined}
            />
          ))
        : null}
    </tbody>
  );
}
