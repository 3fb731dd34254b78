"use client";

import { useTranslations } from "next-intl";
import { type MouseEvent, memo, type ReactNode } from "react";
import { Checkbox } from "../form/checkbox";
import { cx } from "../ui/cx";
import { MoreMenu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";
import { Skeleton } from "../ui/skeleton";
import type { Column } from "./column";
import { alignClass } from "./table-head";

/** On a phone a row becomes a card: a flex box whose first line ends at its ::before. */
const cardClass =
  "max-md:flex max-md:h-auto max-md:min-h-14 max-md:flex-wrap max-md:items-center max-md:gap-x-2 " +
  "max-md:relative max-md:px-(--table-edge) max-md:py-1.5 max-md:before:order-2 max-md:before:h-0 max-md:before:basis-full";

/** Links of two lines that lie close are as high as a finger needs them, 24 px. */
const touchable =
  "max-md:[&_:is(a,button):not(.flex,.inline-flex)]:inline-block " +
  "max-md:[&_:is(a,button):not(.flex,.inline-flex)]:align-bottom " +
  "max-md:[&_:is(a,button):not(.flex,.inline-flex)]:leading-6";

const cardSlot = {
  title: `max-md:order-1 max-md:min-w-0 max-md:flex-1 max-md:font-[550] ${touchable}`,
  aside: "max-md:order-1 max-md:shrink-0 max-md:ml-auto",
  meta: `max-md:order-3 max-md:min-w-0 max-md:max-w-full max-md:text-ink-2 ${touchable}`,
};

const cellClass = "truncate px-2 first:pl-(--table-edge) last:pr-(--table-edge) max-md:p-0!";

export type RowContext<Row> = {
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  rowLabel: (row: Row) => string;
  rowActions?: (row: Row) => MenuEntry[];
  /** Row is dimmed: archived, resolved. */
  isMuted?: (row: Row) => boolean;
  onOpen?: (row: Row, event?: MouseEvent) => void;
  onSelect?: (id: string, extend: boolean) => void;
  onFocus: (index: number) => void;
};

type TableRowProps<Row> = {
  row: Row;
  index: number;
  context: RowContext<Row>;
  isSelected: boolean;
  /** The row that the keyboard stands on; the only one in the tab order. */
  isCurrent: boolean;
};

function TableRowInner<Row>({ row, index, context, isSelected, isCurrent }: TableRowProps<Row>) {
  const { columns, rowId, rowLabel, rowActions, isMuted, onOpen, onSelect, onFocus } = context;
  const t = useTranslations("shell.table");
  const id = rowId(row);
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && onFocus(index)}
      onClick={(event) => onOpen && !isOnControl(event) && onOpen(row, event)}
      className={cx(
        "group/row h-row border-rule border-b focus-visible:outline-offset-[-2px]",
        cardClass,
        onSelect && "max-md:pl-[calc(var(--table-edge)+28px)]!",
        isSelected ? "bg-selected" : "hover:bg-hover",
        isMuted?.(row) && "text-ink-3",
      )}
    >
      {onSelect ? (
        <td className="w-10 pl-(--table-edge) max-md:absolute max-md:top-2 max-md:left-(--table-edge) max-md:w-auto max-md:p-0!">
          <SelectBox label={t("selectRow", { name: rowLabel(row) })} isOn={isSelected}>
            {(extend) => onSelect(id, extend)}
          </SelectBox>
        </td>
      ) : null}
      {columns.map((column) => (
        <td
          key={column.key}
          className={cx(
            cellClass,
            alignClass[column.align ?? "start"],
            column.align === "end" && "figures",
            column.card ? cardSlot[column.card] : "max-md:hidden",
          )}
        >
          {column.cell(row)}
        </td>
      ))}
      {rowActions ? (
        <td className="w-10 pr-2 text-right max-md:order-1 max-md:-my-2 max-md:w-auto max-md:p-0!">
          <span className="opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 coarse:opacity-100">
            <MoreMenu entries={rowActions(row)} label={t("rowActions")} />
          </span>
        </td>
      ) : null}
    </tr>
  );
}

/** One row; drawn again only when it, its selection or the columns change. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;

type SelectBoxProps = { label: string; isOn: boolean; children: (extend: boolean) => void };

function SelectBox({ label, isOn, children: choose }: SelectBoxProps) {
  return (
    // The click is taken here, because only it knows of the Shift key.
    <span
      className="flex"
      onClickCapture={(event) => {
        event.preventDefault();
        event.stopPropagation();
        choose(event.shiftKey);
      }}
    >
      <Checkbox aria-label={label} checked={isOn} onChange={() => {}} />
    </span>
  );
}

function isOnControl(event: MouseEvent): boolean {
  const hasSelection = (window.getSelection()?.toString() ?? "") !== "";
  return (
    hasSelection ||
    (event.target instanceof Element &&
      event.target.closest("a, button, input, label, [role=menu], [role=menuitem]") !== null)
  );
}

const widths = ["w-3/4", "w-1/2", "w-2/3", "w-2/5"];

/** A row that is on its way, exactly as high as one that is here. */
export function SkeletonRow<Row>(props: SkeletonRowProps<Row>): ReactNode {
  const { columns, index, isSelectable, hasActions } = props;
  return (
    <tr aria-hidden className={cx("h-row border-rule border-b", cardClass)}>
      {isSelectable ? <td className="w-10 pl-(--table-edge) max-md:hidden" /> : null}
      {columns.map((column, place) => (
        <td
          key={column.key}
          className={cx(cellClass, column.card ? cardSlot[column.card] : "max-md:hidden")}
        >
          <Skeleton
            className={cx(
              widths[(index + place) % widths.length],
              "max-md:w-24",
              column.align === "end" && "ml-auto",
            )}
          />
        </td>
      ))}
      {hasActions ? <td className="w-10 max-md:hidden" /> : null}
    </tr>
  );
}

type SkeletonRowProps<Row> = {
  columns: readonly Column<Row>[];
  index: number;
  isSelectable: boolean;
  hasActions: boolean;
};
