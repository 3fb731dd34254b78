"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useMemo, useRef } from "react";
import type { DataTableProps } from "./data-table";
import type { RowContext } from "./table-row";

type Options = { loaded: readonly string[]; onFocus: (index: number) => void };

/**
 * What every row needs. It stays the same object while the columns do, so that rows are not drawn
 * again for a page's new arrow functions; those are read when they are called.
 */
export function useRowContext<Row>(props: DataTableProps<Row>, options: Options): RowContext<Row> {
  const router = useRouter();
  const latest = useRef({ props, options });
  latest.current = { props, options };
  const { columns } = props;
  const canOpen = props.rowHref !== undefined || props.onOpen !== undefined;
  const canSelect = props.selection !== undefined;
  const hasActions = props.rowActions !== undefined;

  return useMemo(() => {
    const now = () => latest.current;
    const open = (row: Row, event?: MouseEvent): void => {
      const href = now().props.rowHref?.(row);
      if (!href) {
        now().props.onOpen?.(row);
        return;
      }
      if (event?.metaKey || event?.ctrlKey) window.open(href, "_blank", "noopener");
      else router.push(href);
    };
    return {
      columns,
      rowId: (row) => String(now().props.rowId(row)),
      rowLabel: (row) => now().props.rowLabel(row),
      rowActions: hasActions ? (row) => now().props.rowActions?.(row) ?? [] : undefined,
      isMuted: (row) => now().props.isMuted?.(row) ?? false,
      onOpen: canOpen ? open : undefined,
      onSelect: canSelect
        ? (id, extend) =>
            now().props.selection?.toggle(id, { extend, loaded: now().options.loaded })
        : undefined,
      onFocus: (index) => now().options.onFocus(index),
    };
  }, [columns, canOpen, canSelect, hasActions, router]);
}
