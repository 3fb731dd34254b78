"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { daysBetween } from "@/server/kernel/days";
import type { RouterOutput } from "../api/crm";
import { useToday } from "../cases/use-today";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { ExplainButton } from "./explain-number";

export type ClaimRow = RouterOutput["claims"]["list"]["items"][number];

type Words = ReturnType<typeof useTranslations<"claims">>;

export function useClaimColumns(onExplain: (row: ClaimRow) => void): Column<ClaimRow>[] {
  const t = useTranslations("claims");
  const today = useToday();
  return useMemo(
    () => [...nameColumns(t), ...dueColumns(t, today), ...moneyColumns(t, onExplain)],
    [t, today, onExplain],
  );
}

function nameColumns(t: Words): Column<ClaimRow>[] {
  return [
    {
      key: "refNo",
      header: t("columns.refNo"),
      width: 104,
      isFixed: true,
      card: "meta",
      cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}?tab=claims`} />,
    },
    {
      key: "debtor",
      header: t("columns.debtor"),
      card: "title",
      cell: (row) => row.debtorName,
    },
    {
      key: "title",
      header: t("columns.claim"),
      // Its symbol and due day have columns of their own.
      cell: (row) => <span className="text-ink-2">{row.title}</span>,
    },
    {
      key: "variableSymbol",
      header: t("columns.variableSymbol"),
      width: 116,
      card: "meta",
      cell: (row) => (row.variableSymbol ? <RefNo value={row.variableSymbol} /> : null),
    },
    {
      key: "group",
      header: t("columns.group"),
      width: 84,
      cell: (row) => <span className="code-figures text-ink-2">{row.groupCode}</span>,
    },
  ];
}

function dueColumns(t: Words, today: string): Column<ClaimRow>[] {
  return [
    {
      key: "dueOn",
      header: t("columns.dueOn"),
      width: 104,
      align: "end",
      sortKey: "due",
      card: "meta",
      cell: (row) => <Day value={row.dueOn} overdueOn={row.balanceMinor > 0 ? today : undefined} />,
    },
    {
      key: "days",
      header: t("columns.days"),
      width: 76,
      align: "end",
      cell: (row) => {
        const days = row.balanceMinor > 0 ? daysBetween(row.dueOn, today) : 0;
        return days > 0 ? <span className="figures text-danger">{days}</span> : null;
      },
    },
  ];
}

function moneyColumns(t: Words, onExplain: (row: ClaimRow) => void): Column<ClaimRow>[] {
  const amount = (key: "principal" | "charged" | "paid", isHidden: boolean): Column<ClaimRow> => ({
    key,
    header: t(`columns.${key}`),
    width: 112,
    align: "end",
    isHidden,
    cell: (row) => (
      <Money
        amountMinor={row[`${key}Minor`]}
        currency={row.currency}
        showCurrency={false}
        emphasis="none"
        className={key === "paid" ? "text-ink-2" : undefined}
      />
    ),
  });
  return [
    amount("principal", true),
    amount("charged", false),
    amount("paid", false),
    {
      key: "balance",
      header: t("columns.balance"),
      width: 128,
      align: "end",
      sortKey: "balance",
      card: "aside",
      cell: (row) => (
        <ExplainButton name={row.refNo} onClick={() => onExplain(row)}>
          <Money amountMinor={row.balanceMinor} currency={row.currency} emphasis="owed" />
        </ExplainButton>
      ),
    },
    {
      key: "balanceToday",
      header: t("columns.balanceToday"),
      width: 136,
      align: "end",
      cell: (row) =>
        row.balanceTodayMinor === null ? (
          <span className="text-warning">?</span>
        ) : (
          <Money
            amountMinor={row.balanceTodayMinor}
            currency={row.currency}
            showCurrency={false}
            emphasis="none"
          />
        ),
    },
  ];
}
