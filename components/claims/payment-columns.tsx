"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";

export type PaymentRow = RouterOutput["claims"]["payments"]["items"][number];

type Words = ReturnType<typeof useTranslations<"payments">>;

export function usePaymentColumns(): Column<PaymentRow>[] {
  const t = useTranslations("payments");
  const locale = useLocale();
  return useMemo(
    () => [...nameColumns(t), ...moneyColumns(t), ...originColumns(t, locale)],
    [t, locale],
  );
}

function nameColumns(t: Words): Column<PaymentRow>[] {
  return [
    {
      key: "valueOn",
      header: t("columns.valueOn"),
      width: 100,
      sortKey: "valueOn",
      isFixed: true,
      card: "meta",
      cell: (row) => <Day value={row.valueOn} />,
    },
    {
      key: "refNo",
      header: t("columns.refNo"),
      width: 104,
      card: "meta",
      cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}?tab=claims`} />,
    },
    { key: "debtor", header: t("columns.debtor"), card: "title", cell: (row) => row.debtorName },
    {
      key: "group",
      header: t("columns.group"),
      width: 84,
      cell: (row) => <span className="code-figures text-ink-2">{row.groupCode}</span>,
    },
    {
      key: "variableSymbol",
      header: t("columns.variableSymbol"),
      width: 104,
      cell: (row) => (row.variableSymbol ? <RefNo value={row.variableSymbol} /> : null),
    },
  ];
}

function moneyColumns(t: Words): Column<PaymentRow>[] {
  return [
    {
      key: "amount",
      header: t("columns.amount"),
      width: 124,
      align: "end",
      sortKey: "amount",
      card: "aside",
      cell: (row) => (
        <span className={row.reversalKind ? "line-through" : undefined}>
          <Money amountMinor={row.amountMinor} currency={row.currency} emphasis="none" />
        </span>
      ),
    },
    {
      key: "overpayment",
      header: t("columns.overpayment"),
      width: 96,
      align: "end",
      cell: (row) =>
        row.overpaymentMinor > 0 ? (
          <Money
            amountMinor={row.overpaymentMinor}
            currency={row.currency}
            showCurrency={false}
            emphasis="none"
            className="text-info"
          />
        ) : null,
    },
  ];
}

function originColumns(t: Words, locale: Locale): Column<PaymentRow>[] {
  return [
    {
      key: "state",
      header: t("columns.state"),
      width: 150,
      card: "meta",
      cell: (row) =>
        row.reversalKind ? (
          <span className="text-danger">
            {t(`reversed.${row.reversalKind}`, {
              day: row.reversedOn ? formatDay(row.reversedOn, locale) : "",
            })}
          </span>
        ) : null,
    },
    {
      key: "source",
      header: t("columns.source"),
      width: 84,
      cell: (row) => <span className="text-ink-2">{t(`sources.${row.source}`)}</span>,
    },
    {
      key: "note",
      header: t("columns.note"),
      cell: (row) => <span className="text-ink-2">{row.note}</span>,
    },
    {
      key: "bookedAt",
      header: t("columns.bookedAt"),
      width: 130,
      align: "end",
      isHidden: true,
      cell: (row) => <Instant value={row.bookedAt} className="text-ink-2" />,
    },
  ];
}
