"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { RouterOutput } from "../api/crm";
import { Instant } from "../format/instant";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { StateChip } from "../ui/badge";
import { channelIcon, stateTone } from "./channel";

export type MessageRow = RouterOutput["messages"]["list"]["items"][number];

type Words = ReturnType<typeof useTranslations<"messages">>;

export function useMessageColumns(): Column<MessageRow>[] {
  const t = useTranslations("messages");
  return useMemo(() => [...whatColumns(t), ...whoseColumns(t)], [t]);
}

function whatColumns(t: Words): Column<MessageRow>[] {
  return [
    {
      key: "created",
      header: t("columns.created"),
      width: 156,
      isFixed: true,
      card: "aside",
      cell: (row) => <Instant value={row.createdAt} className="text-ink-2" />,
    },
    {
      key: "channel",
      header: t("columns.channel"),
      width: 132,
      card: "meta",
      cell: (row) => <ChannelMark row={row} />,
    },
    {
      key: "state",
      header: t("columns.state"),
      width: 140,
      card: "meta",
      cell: (row) => <StateChip tone={stateTone[row.state]}>{t(`states.${row.state}`)}</StateChip>,
    },
    { key: "who", header: t("columns.who"), width: 232, card: "title", cell: whoOf },
    {
      key: "subject",
      header: t("columns.subject"),
      cell: (row) => (
        <>
          {row.subject ? <span className="font-[550]">{row.subject} </span> : null}
          <span className="text-ink-2">{row.preview}</span>
        </>
      ),
    },
  ];
}

function whoseColumns(t: Words): Column<MessageRow>[] {
  return [
    {
      key: "refNo",
      header: t("columns.case"),
      width: 104,
      card: "meta",
      cell: (row) => (row.refNo ? <RefNo value={row.refNo} href={`/cases/${row.caseId}`} /> : null),
    },
    {
      key: "author",
      header: t("columns.author"),
      width: 150,
      cell: (row) => (
        <span className="text-ink-2">
          {row.createdByName ?? (row.isAutomatic ? t("list.automatic") : null)}
        </span>
      ),
    },
    {
      key: "direction",
      header: t("columns.direction"),
      width: 96,
      isHidden: true,
      cell: (row) => <span className="text-ink-2">{t(`directions.${row.direction}`)}</span>,
    },
  ];
}

function ChannelMark({ row }: { row: MessageRow }) {
  const t = useTranslations("messages.channels");
  const Icon = channelIcon[row.channel];
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      {t(row.channel)}
    </span>
  );
}

/** The other side of it: to whom it went, or who wrote. */
function whoOf(row: MessageRow) {
  const [name, address] =
    row.direction === "outbound" ? [row.toName, row.toAddress] : [row.fromName, row.fromAddress];
  return (
    <span title={address}>
      {name || address}
      {name ? <span className="text-ink-3"> {address}</span> : null}
    </span>
  );
}
