"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { TextLink } from "../ui/button";
import { Dash } from "../ui/definition-list";
import { CheckBadge } from "./check-badge";
import { MethodMarks } from "./method-marks";
import type { TemplateRow } from "./template";

type Words = ReturnType<typeof useTranslations<"templates.page">>;

export function useTemplateColumns(): Column<TemplateRow>[] {
  const t = useTranslations("templates.page");
  return useMemo(() => [...nameColumns(t), ...stateColumns(t)], [t]);
}

function nameColumns(t: Words): Column<TemplateRow>[] {
  return [
    {
      key: "name",
      header: t("columns.name"),
      isFixed: true,
      card: "title",
      cell: (row) => (
        <TextLink
          href={`/templates/${row.id}`}
          title={row.note || undefined}
          className="truncate font-[550]"
        >
          {row.name}
        </TextLink>
      ),
    },
    {
      key: "code",
      header: t("columns.code"),
      width: 136,
      cell: (row) => <span className="code-figures truncate text-ink-2">{row.code}</span>,
    },
    {
      key: "format",
      header: t("columns.format"),
      width: 76,
      card: "meta",
      cell: (row) => <span className="uppercase">{row.format}</span>,
    },
    {
      key: "methods",
      header: t("columns.methods"),
      width: 204,
      card: "meta",
      cell: (row) => <MethodMarks methods={row.methods} />,
    },
    {
      key: "language",
      header: t("columns.language"),
      width: 68,
      cell: (row) => <span className="uppercase">{row.language}</span>,
    },
  ];
}

function stateColumns(t: Words): Column<TemplateRow>[] {
  return [
    {
      key: "plan",
      header: t("columns.plan"),
      width: 84,
      align: "end",
      cell: ({ dayOffsets }) =>
        dayOffsets.length > 0 ? (
          <span className="figures" title={t("planHint")}>
            {dayOffsets.map(signed).join(", ")}
          </span>
        ) : (
          <Dash />
        ),
    },
    {
      key: "version",
      header: t("columns.version"),
      width: 64,
      align: "end",
      cell: (row) => <span className="figures">{row.versionNumber}</span>,
    },
    {
      key: "problems",
      header: t("columns.problems"),
      width: 118,
      card: "aside",
      cell: (row) => <CheckBadge {...row} />,
    },
    {
      key: "sent",
      header: t("columns.sent"),
      width: 84,
      align: "end",
      cell: (row) => (
        <span className={row.sentCount > 0 ? "figures" : "figures text-ink-3"}>
          {row.sentCount}
        </span>
      ),
    },
    {
      key: "updated",
      header: t("columns.updated"),
      width: 108,
      align: "end",
      cell: (row) => <Instant value={row.updatedAt} style="relative" />,
    },
  ];
}

function signed(days: number): string {
  return days < 0 ? `\u2212${-days}` : `+${days}`;
}
