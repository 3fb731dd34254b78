"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useErrorText } from "../form/error-text";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { LoadMore } from "../ui/load-more";
import type { Column } from "./column";
import type { TableSource } from "./source";

/** What stands under the rows: nothing found, an error, the way to more. */
export function TableFoot<Row>({ source, empty }: { source: TableSource<Row>; empty?: ReactNode }) {
  const errorText = useErrorText();
  if (source.error) {
    return <ErrorState onRetry={source.retry}>{errorText(source.error)}</ErrorState>;
  }
  if (source.isLoading) return null;
  if (source.rows.length === 0) return empty ?? <EmptyState />;
  return (
    <LoadMore hasMore={source.hasMore} isLoading={source.isLoadingMore} onLoad={source.loadMore} />
  );
}

/** "Načteno 100 z 12 345" / "přibližně 12 000 řádků"; announced when it changes. */
export function TableCount<Row>({ source }: { source: TableSource<Row> }) {
  const t = useTranslations("shell.table");
  const format = useFormatter();
  const { total, rows, isLoading } = source;
  if (isLoading || source.error) return <span className="sr-only" role="status" />;
  const count = total?.count ?? rows.length;
  const isKnown = total || !source.hasMore;
  const text = t("count", { count });
  return (
    <span role="status" className="figures whitespace-nowrap text-ink-2 text-xs">
      {isKnown
        ? total?.isEstimate
          ? t("countAbout", { count: text })
          : text
        : `${format.number(rows.length)}+`}
    </span>
  );
}

export type TableShape<Row> = {
  columns: readonly Column<Row>[];
  isSelectable: boolean;
  hasActions: boolean;
};

/** Widths for the fixed table layout: nothing moves when other rows come. */
export function Widths<Row>({ columns, isSelectable, hasActions }: TableShape<Row>) {
  return (
    <colgroup>
      {isSelectable ? <col style={{ width: "calc(var(--table-edge) + 28px)" }} /> : null}
      {columns.map((column) => (
        <col key={column.key} style={column.width ? { width: column.width } : undefined} />
      ))}
      {hasActions ? <col className="w-10" /> : null}
    </colgroup>
  );
}

const shareMinPx = 170;

const boxPx = 48;
const actionsPx = 40;

/** Below this the table scrolls sideways instead of squeezing its columns. */
export function minWidthOf<Row>({ columns, isSelectable, hasActions }: TableShape<Row>): number {
  const aroundPx = (isSelectable ? boxPx : 0) + (hasActions ? actionsPx : 0);
  return columns.reduce((sum, column) => sum + (column.width ?? shareMinPx), aroundPx);
}

export function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}
