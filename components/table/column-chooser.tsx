"use client";

import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "../form/checkbox";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import { type Column, visibleColumns } from "./column";
import type { ListQueryHandle } from "./use-list-query";

export type ColumnChooserProps<Row> = {
  columns: readonly Column<Row>[];
  list: Pick<ListQueryHandle, "query" | "setColumns">;
};

/** Which columns, in which order. */
export function ColumnChooser<Row>({ columns, list }: ColumnChooserProps<Row>) {
  const t = useTranslations("shell.table");
  const shown = visibleColumns(columns, list.query.columns);
  const keys = shown.map((column) => column.key);
  const hidden = columns.filter((column) => !keys.includes(column.key));

  function move(from: number, by: number): void {
    const next = [...keys];
    const [key] = next.splice(from, 1);
    if (key) next.splice(from + by, 0, key);
    list.setColumns(next);
  }

  return (
    <Popover
      align="end"
      label={t("columns")}
      className="w-72 p-2!"
      trigger={<IconButton icon={Columns3} label={t("columns")} className="max-md:hidden" />}
    >
      <ul>
        {shown.map((column, index) => (
          <li key={column.key} className="flex items-center rounded-sm px-1 hover:bg-hover">
            <Checkbox
              className="flex-1"
              label={column.header}
              checked
              disabled={column.isFixed}
              onChange={() => list.setColumns(keys.filter((key) => key !== column.key))}
            />
            <IconButton
              icon={ArrowUp}
              size="sm"
              label={t("moveColumnUp", { name: column.header })}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              icon={ArrowDown}
              size="sm"
              label={t("moveColumnDown", { name: column.header })}
              disabled={index === shown.length - 1}
              onClick={() => move(index, 1)}
            />
          </li>
        ))}
        {hidden.map((column) => (
          <li key={column.key} className="flex items-center rounded-sm px-1 hover:bg-hover">
            <Checkbox
              className="flex-1"
              label={column.header}
              checked={false}
              onChange={() => list.setColumns([...keys, column.key])}
            />
          </li>
        ))}
      </ul>
      <div className="mt-1 border-rule border-t pt-1.5">
        <Button
          size="sm"
          kind="quiet"
          disabled={list.query.columns === null}
          onClick={() => list.setColumns(null)}
        >
          {t("resetColumns")}
        </Button>
      </div>
    </Popover>
  );
}
