"use client";

import { useTranslations } from "next-intl";
import type { Column } from "./board-model";

type ColumnEndProps = {
  column: Column;
  /** Days after which cards are hidden; 0 = never. */
  hideAfterDays: number;
  onShowOlder: (code: string) => void;
  retryMore: (code: string) => void;
};

/** Under the last card: that more are coming, that they did not come, that older ones are hidden, or none. */
export function ColumnEnd({ column, hideAfterDays, onShowOlder, retryMore }: ColumnEndProps) {
  const t = useTranslations("boards.column");
  const tActions = useTranslations("shell.actions");
  const { cards, nextCursor, total } = column;
  if (column.isFailed) {
    return (
      <div role="alert" className="px-1 pt-1 pb-2 text-danger text-xs">
        {t("pageFailed")}{" "}
        <button
          type="button"
          aria-label={`${tActions("retry")}: ${column.name}`}
          onClick={() => retryMore(column.code)}
          className="rounded-xs font-[550] text-accent hover:underline"
        >
          {tActions("retry")}
        </button>
      </div>
    );
  }
  if (nextCursor !== null) {
    return <div aria-hidden className="mb-1.5 h-16 animate-pulse rounded-md bg-hover" />;
  }
  if (hideAfterDays > 0 && cards.length < total.count) {
    return (
      <div className="px-1 pt-1 pb-2 text-ink-3 text-xs">
        {t("olderHidden", { days: hideAfterDays })}{" "}
        <button
          type="button"
          aria-label={`${t("showOlder")}: ${column.name}`}
          onClick={() => onShowOlder(column.code)}
          className="rounded-xs font-[550] text-accent hover:underline"
        >
          {t("showOlder")}
        </button>
      </div>
    );
  }
  return cards.length === 0 ? <p className="px-1 py-1 text-ink-3 text-xs">{t("empty")}</p> : null;
}
