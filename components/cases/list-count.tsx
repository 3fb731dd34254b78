"use client";

import { useTranslations } from "next-intl";
import type { TableSource } from "../table/source";

/** How many cases match: exactly, or "more than 10 000". */
export function ListCount<Row>({ source }: { source: Pick<TableSource<Row>, "total"> }) {
  const t = useTranslations("cases.list");
  const { total } = source;
  return (
    <span role="status" className="figures whitespace-nowrap px-1 text-ink-2 text-xs">
      {total ? t(total.isEstimate ? "countMore" : "countExact", { count: total.count }) : null}
    </span>
  );
}
