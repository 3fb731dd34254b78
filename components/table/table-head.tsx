"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "../form/checkbox";
import { cx } from "../ui/cx";
import type { Column } from "./column";
import { nextSort, sortOf } from "./list-query";

export const alignClass = { start: "text-left", end: "text-right", center: "text-center" };

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: string | null;
  onSort?: (sort: string | null) => void;
  /** State of the box over the rows' boxes; undefined = rows cannot be selected. */
  selected?: boolean | "indeterminate";
  onSelectLoaded: (isOn: boolean) => void;
  hasActions: boolean;
  isSticky: boolean;
};

/** Captions on one hairline; a click on a sortable one goes up, down, away. */
export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { columns, sort, onSort, selected, onSelectLoaded, hasActions, isSticky } = props;
  const t = useTranslations("shell.table");
  return (
    <thead
      className={cx(
        "max-md:sr-only",
        isSticky && "sticky top-0 z-10 bg-paper shadow-[inset_0_-1px_0_var(--rule-strong)]",
        !isSticky && "border-rule-strong border-b",
      )}
    >
      <tr className="h-8">
        {selected === undefined ? null : (
          <th scope="col" className="w-10 pl-(--table-edge) text-left">
            <span className="flex">
              <Checkbox aria-label={t("selectAll")} checked={selected} onChange={onSelectLoaded} />
            </span>
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
        {hasActions ? (
          <th scope="col" className="w-10">
            <span className="sr-only">{t("rowActions")}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

type HeadCellProps<Row> = {
  column: Column<Row>;
  sort: string | null;
  onSort?: (sort: string | null) => void;
};

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const t = useTranslations("shell.table");
  const { sortKey, align = "start", header } = column;
  const current = sortOf(sort);
  const isSorted = sortKey !== undefined && current?.key === sortKey;
  const Arrow = current?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (current?.isDescending ? "descending" : "ascending") : undefined}
      className={cx(
        "caption truncate px-2 first:pl-(--table-edge) last:pr-(--table-edge)",
        alignClass[align],
      )}
    >
      {sortKey && onSort ? (
        <button
          type="button"
          title={t("sortBy", { name: header })}
          onClick={() => onSort(nextSort(sort, sortKey))}
          className={cx(
            "group -mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink",
            align === "end" && "flex-row-reverse",
            isSorted && "text-ink",
          )}
        >
          <span className="truncate">{header}</span>
          <Arrow
            aria-hidden
            className={cx("size-3 shrink-0", !isSorted && "opacity-0 group-hover:opacity-50")}
          />
        </button>
      ) : (
        header
      )}
    </th>
  );
}
