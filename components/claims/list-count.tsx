"use client";

import { useTranslations } from "next-intl";
import type { TableSource } from "../table/source";

/** How many rows match: exactly, or "more than 10 000". */
export function ListCount<Row>({ source }: { source: Pick<TableSource<Row>, "total"> }) {
  const t = useTranslations();
  const { total } = source;
  const count = total ? t("shell.table.count", { count: total.count }) : "";
  return (
    <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
      {total?.isEstimate ? t("claims.list.countMore", { count }) : count}
    </span>
  );
}
