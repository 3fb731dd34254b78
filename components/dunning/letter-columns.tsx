"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { ChannelMark } from "../messages/channel-marks";
import type { Column } from "../table/column";
import { IconButton } from "../ui/icon-button";
import type { LetterRow } from "./plan";
import { useOffsetText } from "./use-offset-text";

type Words = ReturnType<typeof useTranslations<"dunning.letters">>;

/** One letter: who, for how much, by which way, and why not. */
export function useLetterColumns(onSend?: (row: LetterRow) => void): Column<LetterRow>[] {
  const t = useTranslations("dunning.letters");
  const stops = useTranslations("messages.stops");
  const offsetText = useOffsetText();
  return useMemo(
    () => [
      ...whoColumns(t, offsetText),
      ...moneyColumns(t),
      {
        key: "to",
        header: t("to"),
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-1.5">
            {row.channel ? <ChannelMark channel={row.channel} /> : null}
            <span className="truncate text-ink-2" title={row.toAddress ?? undefined}>
              {row.toAddress}
            </span>
          </span>
        ),
      },
      {
        key: "stop",
        header: t("stop"),
        width: 204,
        card: "meta",
        cell: (row) => (row.stop ? <span className="text-warning">{stops(row.stop)}</span> : null),
      },
      ...(onSend ? [sendColumn(t, onSend)] : []),
    ],
    [t, stops, offsetText, onSend],
  );
}

function whoColumns(t: Words, offsetText: (days: number) => string): Column<LetterRow>[] {
  return [
    {
      key: "case",
      header: t("case"),
      width: 108,
      card: "meta",
      cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />,
    },
    {
      key: "debtor",
      header: t("debtor"),
      card: "title",
      cell: (row) => (
        <>
          {row.debtorName}
          {row.otherCaseCount > 0 ? (
            <span className="ml-1.5 text-ink-3 text-xs">
              {t("otherCases", { count: row.otherCaseCount })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: "step",
      header: t("step"),
      width: 168,
      card: "meta",
      cell: (row) => (
        <span title={offsetText(row.dayOffset)} className="text-ink-2">
          {row.stepName}
        </span>
      ),
    },
  ];
}

function moneyColumns(t: Words): Column<LetterRow>[] {
  return [
    {
      key: "claims",
      header: t("claims"),
      width: 56,
      align: "end",
      cell: (row) => <span className="figures">{row.claimCount}</span>,
    },
    {
      key: "balance",
      header: t("balance"),
      width: 132,
      align: "end",
      card: "aside",
      cell: (row) => (
        <Money amountMinor={row.balanceMinor} currency={row.currency} emphasis="owed" />
      ),
    },
    {
      key: "fee",
      header: t("fee"),
      width: 108,
      align: "end",
      cell: (row) =>
        row.feeMinor > 0 ? (
          <Money amountMinor={row.feeMinor} currency={row.currency} emphasis="none" />
        ) : (
          <span className="text-ink-3">–</span>
        ),
    },
  ];
}

function sendColumn(t: Words, onSend: (row: LetterRow) => void): Column<LetterRow> {
  return {
    key: "send",
    header: "",
    width: 44,
    align: "end",
    isFixed: true,
    cell: (row) =>
      row.stop ? null : (
        <IconButton
          icon={Send}
          size="sm"
          label={`${t("sendOne")}: ${row.debtorName}`}
          onClick={() => onSend(row)}
        />
      ),
  };
}
