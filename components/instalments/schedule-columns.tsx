"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { StateChip } from "../ui/badge";
import { scheduleTone } from "./rows";

export type ScheduleRow = RouterOutput["instalments"]["list"]["items"][number];

type Words = ReturnType<typeof useTranslations<"instalments">>;

export function useScheduleColumns(): Column<ScheduleRow>[] {
  const t = useTranslations("instalments");
  return useMemo(() => [...stateColumns(t), ...caseColumns(t), ...moneyColumns(t)], [t]);
}

function stateColumns(t: Words): Column<ScheduleRow>[] {
  return [
    {
      key: "nextDueOn",
      header: t("columns.nextDueOn"),
      width: 124,
      isFixed: true,
      card: "meta",
      cell: (row) => (row.nextDueOn ? <Day value={row.nextDueOn} /> : null),
    },
    {
      key: "state",
      header: t("columns.state"),
      width: 124,
      card: "meta",
      cell: (row) => (
        <StateChip tone={scheduleTone[row.state]}>{t(`states.${row.state}`)}</StateChip>
      ),
    },
  ];
}

function caseColumns(t: Words): Column<ScheduleRow>[] {
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
      key: "group",
      header: t("columns.group"),
      width: 84,
      cell: (row) => <span className="code-figures text-ink-2">{row.groupCode}</span>,
    },
    {
      key: "owner",
      header: t("columns.owner"),
      width: 150,
      cell: (row) => <span className="text-ink-2">{row.ownerName}</span>,
    },
  ];
}

function moneyColumns(t: Words): Column<ScheduleRow>[] {
  return [
    {
      key: "missing",
      header: t("columns.missing"),
      width: 124,
      align: "end",
      card: "aside",
      cell: (row) =>
        row.nextOpenMinor > 0 ? (
          <Money
            amountMinor={row.nextOpenMinor}
            currency={row.currency}
            emphasis="none"
            className={row.state === "overdue" ? "text-danger" : undefined}
          />
        ) : null,
    },
    {
      key: "progress",
      header: t("columns.progress"),
      width: 150,
      cell: (row) => <Progress row={row} />,
    },
    {
      key: "total",
      header: t("columns.total"),
      width: 136,
      align: "end",
      cell: (row) => <Money amountMinor={row.totalMinor} currency={row.currency} emphasis="none" />,
    },
  ];
}

/** "3/12" beside a line that fills as money comes. */
function Progress({ row }: { row: ScheduleRow }) {
  const share = Math.min(100, Math.round((row.paidMinor / row.totalMinor) * 100));
  return (
    <span className="flex items-center gap-2">
      <span className="figures w-11 text-right text-ink-2 text-xs">
        {`${row.paidCount}/${row.instalmentCount}`}
      </span>
      <span aria-hidden className="h-1.5 flex-1 overflow-clip rounded-full bg-rule">
        <span className="block h-full bg-positive" style={{ width: `${share}%` }} />
      </span>
    </span>
  );
}
