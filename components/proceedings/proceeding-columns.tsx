"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import type { Proceeding } from "./proceeding";
import { ProceedingState } from "./proceeding-state";

export function useProceedingColumns(): Column<Proceeding>[] {
  const t = useTranslations("proceedings");
  return useMemo(
    () => [
      {
        key: "courtFileMark",
        header: t("fields.courtFileMark"),
        width: 168,
        card: "title",
        cell: (row) =>
          row.courtFileMark ? (
            <RefNo value={row.courtFileMark} />
          ) : (
            <span className="text-ink-3">{t("fields.noMark")}</span>
          ),
      },
      {
        key: "kind",
        header: t("fields.kind"),
        width: 108,
        card: "meta",
        cell: (row) => t(`kind.${row.kind}`),
      },
      {
        key: "state",
        header: t("fields.state"),
        width: 132,
        card: "aside",
        cell: (row) => <ProceedingState state={row.state} />,
      },
      {
        key: "authority",
        header: t("fields.authority"),
        card: "meta",
        cell: (row) => row.authorityName,
      },
      {
        key: "case",
        header: t("fields.case"),
        width: 96,
        card: "meta",
        cell: (row) =>
          row.caseId && row.refNo ? (
            <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />
          ) : (
            <span className="text-ink-3">{t("fields.noCase")}</span>
          ),
      },
      {
        key: "debtor",
        header: t("fields.debtor"),
        card: "meta",
        cell: (row) => row.debtorName,
      },
      ...(["openedOn", "decidedOn", "finalOn"] as const).map((key) => ({
        key,
        header: t(`fields.${key}`),
        width: 104,
        cell: (row: Proceeding) => <Day value={row[key]} />,
      })),
    ],
    [t],
  );
}
