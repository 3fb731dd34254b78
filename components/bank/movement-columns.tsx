"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { Badge } from "../ui/badge";

export type MovementRow = RouterOutput["bank"]["movements"]["items"][number];

type Words = ReturnType<typeof useTranslations<"bank">>;

export function useMovementColumns(): Column<MovementRow>[] {
  const t = useTranslations("bank");
  return useMemo(() => [...dayColumns(t), ...sideColumns(t), ...stateColumns(t)], [t]);
}

function dayColumns(t: Words): Column<MovementRow>[] {
  return [
    {
      key: "bookedOn",
      header: t("columns.bookedOn"),
      width: 132,
      sortKey: "bookedOn",
      isFixed: true,
      card: "meta",
      cell: (row) => <Day value={row.bookedOn} />,
    },
    {
      key: "variableSymbol",
      header: t("columns.variableSymbol"),
      width: 112,
      card: "meta",
      cell: ({ correctedSymbol, variableSymbol }) => {
        const symbol = correctedSymbol ?? variableSymbol;
        return symbol ? <RefNo value={symbol} /> : null;
      },
    },
  ];
}

function sideColumns(t: Words): Column<MovementRow>[] {
  return [
    {
      key: "counter",
      header: t("columns.counter"),
      card: "title",
      cell: (row) => row.counterName ?? row.counterAccount ?? t("noCounter"),
    },
    {
      key: "counterAccount",
      header: t("columns.counterAccount"),
      width: 176,
      isHidden: true,
      cell: (row) => <span className="code-figures text-ink-2">{row.counterAccount}</span>,
    },
    {
      key: "message",
      header: t("columns.message"),
      cell: (row) => <span className="text-ink-2">{row.message}</span>,
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

function stateColumns(t: Words): Column<MovementRow>[] {
  return [
    {
      key: "reason",
      header: t("columns.reason"),
      width: 200,
      card: "meta",
      cell: (row) => (
        <Badge
          tone={row.state === "open" ? "warning" : row.state === "matched" ? "positive" : "neutral"}
        >
          {t(`reasons.${row.reason}`)}
        </Badge>
      ),
    },
    {
      key: "case",
      header: t("columns.case"),
      width: 200,
      cell: (row) =>
        row.caseId && row.refNo ? (
          <span className="flex min-w-0 items-baseline gap-1.5">
            <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />
            <span className="truncate text-ink-2">{row.debtorName}</span>
          </span>
        ) : (
          row.parts.map(({ refNo }) => refNo).join(", ")
        ),
    },
    {
      key: "note",
      header: t("columns.note"),
      isHidden: true,
      cell: (row) => <span className="text-ink-2">{row.note}</span>,
    },
  ];
}
