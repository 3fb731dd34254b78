"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { countSelected, headState, isNothing } from "./selection";
import type { TableSource } from "./source";
import type { SelectionHandle } from "./use-selection";

export type BulkBarProps<Row> = {
  selection: SelectionHandle;
  source: TableSource<Row>;
  rowId: (row: Row) => string | number;
  /** Buttons of what can be done with the selected rows. */
  children: ReactNode;
  /** The last button: what leaves the rows as they are. */
  end?: ReactNode;
};

/** Floats over the list's foot while something is selected; offers "all that match". */
export function BulkBar<Row>({ selection, source, rowId, children, end }: BulkBarProps<Row>) {
  const t = useTranslations("shell.table");
  const format = useFormatter();
  if (isNothing(selection.value)) return null;

  const total = source.total?.count ?? (source.hasMore ? null : source.rows.length);
  const count = countSelected(selection.value, total);
  const loaded = source.rows.map((row) => String(rowId(row)));
  const isAll = selection.value.mode === "all";
  const offersAll = !isAll && source.hasMore && headState(selection.value, loaded) === true;

  return (
    <section
      aria-label={t("bulkActions")}
      className="absolute inset-x-2 bottom-3 z-20 mx-auto flex w-fit animate-rise flex-wrap items-center gap-1.5 rounded-lg bg-raised px-3 py-2 shadow-dialog max-md:bottom-2"
    >
      <p role="status" className="pr-2">
        <span className="figures font-[600]">
          {count === null
            ? t("allMatchingSelectedUnknown")
            : isAll
              ? t("allMatchingSelected", { count })
              : t("selected", { count })}
        </span>
        {offersAll ? (
          <>
            {" "}
            <Button kind="link" onClick={selection.selectAllMatching}>
              {total === null
                ? t("selectAllMatchingUnknown")
                : t("selectAllMatching", { count: total })}
            </Button>
          </>
        ) : null}
        {isAll && source.total?.isEstimate ? (
          <span className="text-ink-2">
            {" "}
            ({t("countAbout", { count: format.number(total ?? 0) })})
          </span>
        ) : null}
      </p>
      {children}
      {end}
      <IconButton
        icon={X}
        label={t("clearSelection")}
        shortcut="escape"
        onClick={selection.clear}
      />
    </section>
  );
}
