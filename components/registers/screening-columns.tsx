"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/button";
import { readingOf, type Screening } from "./outcome";
import { OutcomeMark } from "./outcome-mark";
import { useRegisterWords } from "./words";

type Words = ReturnType<typeof useTranslations<"registers">>;
type Codes = ReturnType<typeof useRegisterWords>;

/** Columns of the log of checks; on the card of a party the party is left out. */
export function useScreeningColumns({ hasParty = true } = {}): Column<Screening>[] {
  const t = useTranslations("registers");
  const codes = useRegisterWords();
  return useMemo(
    () => [
      ...whatColumns(t, codes).filter(({ key }) => hasParty || key !== "party"),
      ...whyColumns(t),
      ...furtherColumns(t, codes),
    ],
    [t, hasParty, codes],
  );
}

function whatColumns(t: Words, codes: Codes): Column<Screening>[] {
  return [
    {
      key: "askedAt",
      header: t("columns.askedAt"),
      width: 142,
      isFixed: true,
      card: "aside",
      cell: (row) => <Instant value={row.askedAt} className="text-ink-2" />,
    },
    {
      key: "register",
      header: t("columns.register"),
      width: 104,
      card: "meta",
      cell: (row) => t(`names.${row.register}`),
    },
    {
      key: "party",
      header: t("columns.party"),
      card: "title",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <TextLink href={`/parties/${row.partyId}`} className="truncate font-[550]">
            {row.partyName}
          </TextLink>
          {row.isMerged ? <Badge>{t("list.merged")}</Badge> : null}
        </span>
      ),
    },
    {
      key: "outcome",
      header: t("columns.outcome"),
      width: 146,
      card: "meta",
      cell: (row) => <OutcomeMark reading={readingOf(row)} />,
    },
    {
      key: "mark",
      header: t("columns.detail"),
      width: 264,
      card: "meta",
      cell: (row) => <Said row={row} codes={codes} />,
    },
  ];
}

/** What stands beside the outcome: the record, as of when there was none, or why nobody knows. */
function Said({ row, codes }: { row: Screening; codes: Codes }) {
  const t = useTranslations("registers.list");
  const { outcome, mark, fileMark, stateCode, asOf, reason, isChanged, hitCount } = row;
  if (outcome === "unavailable") {
    return <span className="text-violet">{codes.trouble(reason ?? "")}</span>;
  }
  if (outcome === "clear") {
    return (
      <span className="text-ink-2">
        {asOf ? (
          <>
            {t("asOf")} <Instant value={asOf} />
          </>
        ) : (
          t("asOfUnknown")
        )}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="figures shrink-0">{fileMark ?? mark}</span>
      <span className="truncate text-ink-2">{stateCode}</span>
      {hitCount > 1 ? <Badge>{hitCount}</Badge> : null}
      {isChanged ? <Badge tone="info">{t("change")}</Badge> : null}
    </span>
  );
}

function whyColumns(t: Words): Column<Screening>[] {
  return [
    {
      key: "cause",
      header: t("columns.cause"),
      width: 128,
      cell: (row) => <span className="text-ink-2">{t(`causes.${row.cause}`)}</span>,
    },
    {
      key: "actor",
      header: t("columns.actor"),
      width: 128,
      cell: (row) => <span className="text-ink-2">{row.actorName}</span>,
    },
    {
      key: "case",
      header: t("columns.case"),
      width: 100,
      isHidden: true,
      cell: (row) => (row.refNo ? <RefNo value={row.refNo} href={`/cases/${row.caseId}`} /> : null),
    },
    {
      key: "processed",
      header: t("columns.processed"),
      width: 100,
      cell: (row) =>
        row.processedAt ? (
          <span className="text-ink-2" title={row.processedByName ?? undefined}>
            <Instant value={row.processedAt} style="relative" />
          </span>
        ) : row.outcome === "found" ? (
          <span className="font-[550] text-warning">{t("list.waits")}</span>
        ) : null,
    },
  ];
}

function furtherColumns(t: Words, codes: Codes): Column<Screening>[] {
  return [
    {
      key: "quality",
      header: t("columns.quality"),
      width: 180,
      isHidden: true,
      cell: (row) =>
        row.quality ? <span className="text-ink-2">{t(`qualities.${row.quality}`)}</span> : null,
    },
    {
      key: "asOf",
      header: t("columns.asOf"),
      width: 150,
      isHidden: true,
      cell: (row) => <Instant value={row.asOf} className="text-ink-2" />,
    },
    {
      key: "purpose",
      header: t("columns.purpose"),
      width: 180,
      isHidden: true,
      cell: (row) => <span className="text-ink-2">{codes.purpose(row.purpose)}</span>,
    },
    {
      key: "legalBasis",
      header: t("columns.legalBasis"),
      width: 220,
      isHidden: true,
      cell: (row) => <span className="text-ink-2">{codes.legalBasis(row.legalBasis)}</span>,
    },
    {
      key: "price",
      header: t("columns.price"),
      width: 100,
      align: "end",
      isHidden: true,
      cell: (row) => <Money amountMinor={row.priceMinor} currency={row.currency} />,
    },
  ];
}
