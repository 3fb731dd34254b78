"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { StateChip } from "../ui/badge";
import { promiseTone } from "./rows";

export type PromiseRow = RouterOutput["instalments"]["promises"]["items"][number];

type Words = ReturnType<typeof useTranslations<"instalments">>;

export function usePromiseColumns(): Column<PromiseRow>[] {
  const t = useTranslations("instalments");
  return useMemo(() => [...promiseColumns(t), ...caseColumns(t)], [t]);
}

function promiseColumns(t: Words): Column<PromiseRow>[] {
  return [
    {
      key: "dueOn",
      header: t("columns.promisedOn"),
      width: 124,
      isFixed: true,
      card: "meta",
      cell: (row) => <Day value={row.dueOn} />,
    },
    {
      key: "state",
      header: t("columns.state"),
      width: 124,
      card: "meta",
      cell: (row) => (
        <StateChip tone={promiseTone[row.state]}>{t(`promiseStates.${row.state}`)}</StateChip>
      ),
    },
    {
      key: "amount",
      header: t("columns.amount"),
      width: 136,
      align: "end",
      card: "aside",
      cell: (row) => (
        <Money amountMinor={row.amountMinor} currency={row.currency} emphasis="none" />
      ),
    },
  ];
}

function caseColumns(t: Words): Column<PromiseRow>[] {
  return [
    {
      key: "refNo",
      header: t("columns.refNo"),
      width: 104,
      card: "meta",
      cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />,
    },
    { key: "debtor", header: t("columns.debtor"), card: "title", cell: (row) => row.debtorName },
    {
      key: "owner",
      header: t("columns.owner"),
      width: 150,
      cell: (row) => <span className="text-ink-2">{row.ownerName}</span>,
    },
    {
      key: "channel",
      header: t("columns.channel"),
      width: 96,
      cell: (row) => <span className="text-ink-2">{t(`channels.${row.channel}`)}</span>,
    },
    {
      key: "note",
      header: t("columns.note"),
      cell: (row) => <span className="text-ink-2">{row.note}</span>,
    },
  ];
}
