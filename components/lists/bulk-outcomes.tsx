"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { type BulkAction, type BulkOutcome, isRunning } from "./bulk";

const pageSize = 100;
const pollMs = 2_000;

/** What became of each row. */
export function BulkOutcomes(props: { action: BulkAction; isFailedOnly: boolean }) {
  const { action, isFailedOnly } = props;
  const t = useTranslations("lists.bulk");
  const columns = useOutcomeColumns(action.itemKind);
  const query = trpc.lists.bulkOutcomes.useInfiniteQuery(
    { bulkActionId: action.id, isFailedOnly, limit: pageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: isRunning(action) ? pollMs : false,
      placeholderData: (before) => before,
    },
  );
  return (
    <DataTable
      label={t("outcomes")}
      layout="inline"
      source={fromInfiniteQuery<BulkOutcome>(query)}
      columns={columns}
      rowId={(row) => row.itemId}
      rowLabel={(row) => [row.refNo ?? row.itemId, row.detail].filter(Boolean).join(" ")}
      skeletonRows={6}
      empty={<p className="py-6 text-center text-ink-2">{t("noneRefused")}</p>}
    />
  );
}

function useOutcomeColumns(kind: BulkAction["itemKind"]): Column<BulkOutcome>[] {
  const t = useTranslations();
  return useMemo(() => {
    const detail: Column<BulkOutcome> = {
      key: "detail",
      header: t(`lists.bulk.kinds.${kind}`),
      width: 200,
      card: "meta",
      cell: (row) => row.detail,
    };
    return [
      {
        key: "refNo",
        header: t("cases.columns.refNo"),
        width: 104,
        card: "aside",
        cell: (row) =>
          row.refNo ? <RefNo value={row.refNo} href={`/cases/${row.caseId}`} /> : null,
      },
      {
        key: "debtor",
        header: t("cases.columns.debtor"),
        width: 200,
        card: "title",
        cell: (row) => row.debtorName,
      },
      ...(kind === "case" ? [] : [detail]),
      {
        key: "outcome",
        header: t("lists.bulk.outcome"),
        card: "meta",
        cell: (row) => <Outcome row={row} />,
      },
    ];
  }, [t, kind]);
}

function Outcome({ row }: { row: BulkOutcome }) {
  const t = useTranslations("lists.outcomes");
  const codeText = useCodeText();
  const { outcome, params } = row;
  if (outcome === null) return <span className="text-ink-3">{t("waiting")}</span>;
  if (outcome === "done") return <span className="text-positive">{t("done")}</span>;
  if (outcome === "unchanged") return <span className="text-ink-2">{t("unchanged")}</span>;
  const text = codeText(outcome, params) ?? outcome;
  return (
    <span className="text-danger" title={text}>
      {text}
    </span>
  );
}
