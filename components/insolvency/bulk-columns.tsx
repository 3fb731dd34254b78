"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { Badge, StateChip } from "../ui/badge";
import { type BulkCheck, STATE_TONES } from "./bulk";
import { BulkCounts } from "./bulk-counts";

export function useBulkColumns(): Column<BulkCheck>[] {
  const t = useTranslations("insolvency.bulk");
  return useMemo(
    () => [
      {
        key: "at",
        header: t("columns.at"),
        width: 140,
        card: "title",
        cell: (run) => <Instant value={run.createdAt} />,
      },
      {
        key: "what",
        header: t("columns.what"),
        width: 170,
        card: "meta",
        cell: (run) => (
          <span className="flex items-center gap-1.5">
            {t(`kinds.${run.kind}`)}
            {run.isForced ? <Badge>{t("forced")}</Badge> : null}
          </span>
        ),
      },
      {
        key: "by",
        header: t("columns.by"),
        width: 140,
        card: "meta",
        cell: (run) => (
          <span className="truncate text-ink-2">
            {run.kind === "watch" ? t("byClock") : run.actorName}
          </span>
        ),
      },
      {
        key: "result",
        header: t("columns.result"),
        card: "meta",
        cell: (run) => <BulkCounts run={run} />,
      },
      {
        key: "changes",
        header: t("columns.changes"),
        width: 80,
        align: "end",
        card: "aside",
        cell: (run) => (
          <span className={run.changedCount > 0 ? "figures font-[600]" : "figures text-ink-3"}>
            {run.changedCount}
          </span>
        ),
      },
      {
        key: "state",
        header: t("columns.state"),
        width: 150,
        card: "meta",
        cell: (run) => <BulkState run={run} />,
      },
    ],
    [t],
  );
}

function BulkState({ run: { state, error } }: { run: BulkCheck }) {
  const t = useTranslations("insolvency.bulk");
  const codeText = useCodeText();
  return (
    <span title={error ? (codeText(error) ?? error) : undefined}>
      <StateChip tone={STATE_TONES[state]}>{t(`states.${state}`)}</StateChip>
    </span>
  );
}
