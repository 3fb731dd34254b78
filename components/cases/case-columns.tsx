"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { EVENT_KINDS } from "@/db/values/cases";
import { dayOf } from "@/server/kernel/days";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { Avatar } from "../ui/avatar";
import { CaseState } from "../workflow/case-state";
import { FieldValue } from "../workflow/field-value";
import { currencyIn, type Process, type Processes, type ProcessField } from "../workflow/processes";
import { CaseBalance } from "./case-balance";
import { CaseTags, type TagsByCode } from "./case-tags";
import { Nothing } from "./nothing";
import { OverdueSince } from "./overdue-since";
import { ShortDay } from "./short-day";
import { TaskDue } from "./task-due";

export type CaseRow = RouterOutput["cases"]["list"]["items"][number];

/** Fields that the definitions offer to lists, each key once. */
export function listFields(categories: readonly Process[]): ProcessField[] {
  const fields = categories.flatMap((each) => each.fields.filter((field) => field.isInList));
  return fields.filter((field, at) => fields.findIndex((each) => each.key === field.key) === at);
}

type Sources = { processes: Processes; category: string | undefined; tags: TagsByCode };

/** Columns of the list of cases: the fixed ones, and those that the processes bring along. */
export function useCaseColumns({ processes, category, tags }: Sources): Column<CaseRow>[] {
  const t = useTranslations("cases.columns");
  const base = useBaseColumns(processes, tags);
  return useMemo(() => {
    const chosen = category ? processes.of(category) : undefined;
    const fields = listFields(chosen ? [chosen] : processes.categories);
    const own = fields.map((field) => fieldColumn(field));
    const kind: Column<CaseRow> = {
      key: "category",
      header: t("category"),
      width: 128,
      isHidden: true,
      cell: (row) => processes.of(row.category)?.name ?? row.category,
    };
    return [...base.slice(0, 2), kind, ...base.slice(2), ...own];
  }, [base, processes, category, t]);
}

type Words = ReturnType<typeof useTranslations<"cases">>;

function useBaseColumns(processes: Processes, tags: TagsByCode): Column<CaseRow>[] {
  const t = useTranslations("cases");
  return useMemo(
    () => [
      {
        key: "refNo",
        header: t("columns.refNo"),
        width: 98,
        sortKey: "refNo",
        isFixed: true,
        card: "meta",
        cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.id}`} />,
      },
      {
        key: "debtor",
        header: t("columns.debtor"),
        sortKey: "debtorName",
        card: "title",
        cell: (row) => row.debtorName || <Nothing />,
      },
      {
        key: "state",
        header: t("columns.state"),
        width: 148,
        card: "meta",
        cell: (row) => (
          <CaseState process={processes.of(row.category, row.fields)} state={row.state} />
        ),
      },
      {
        key: "group",
        header: t("columns.group"),
        width: 74,
        cell: (row) => <span className="code-figures text-ink-2">{row.groupCode}</span>,
      },
      ...moneyColumns(t),
      ...workColumns(t),
      {
        key: "tags",
        header: t("columns.tags"),
        width: 104,
        card: "meta",
        cell: (row) => <CaseTags codes={row.tagCodes} tags={tags} />,
      },
      {
        key: "openedOn",
        header: t("columns.openedOn"),
        width: 96,
        align: "end",
        isHidden: true,
        cell: (row) => <Day value={row.openedOn} className="text-ink-2" />,
      },
    ],
    [t, processes, tags],
  );
}

function moneyColumns(t: Words): Column<CaseRow>[] {
  return [
    {
      key: "balance",
      header: t("columns.balance"),
      width: 120,
      align: "end",
      sortKey: "balance",
      card: "aside",
      cell: (row) => <CaseBalance {...row} />,
    },
    {
      key: "overdueSince",
      header: t("columns.overdueSince"),
      width: 156,
      align: "end",
      sortKey: "overdueSince",
      cell: (row) => <OverdueSince since={row.overdueSince} />,
    },
    {
      key: "claims",
      header: t("columns.claims"),
      width: 92,
      align: "end",
      isHidden: true,
      cell: (row) => row.claimCount,
    },
  ];
}

function workColumns(t: Words): Column<CaseRow>[] {
  return [
    {
      key: "lastEvent",
      header: t("columns.lastEvent"),
      cell: (row) => <LastEvent row={row} t={t} />,
    },
    {
      key: "nextTask",
      header: t("columns.nextTask"),
      width: 74,
      align: "end",
      cell: (row) => <TaskDue at={row.nextTaskDueAt} />,
    },
    {
      key: "owner",
      header: t("columns.owner"),
      width: 62,
      align: "center",
      cell: (row) =>
        row.ownerName ? (
          <span className="inline-flex align-middle">
            <Avatar name={row.ownerName} />
            <span className="sr-only">{row.ownerName}</span>
          </span>
        ) : (
          <Nothing />
        ),
    },
  ];
}

function LastEvent({ row, t }: { row: CaseRow; t: Words }) {
  if (!row.lastEventAt) return <Nothing />;
  const kind = EVENT_KINDS.find((each) => each === row.lastEventKind);
  const text = row.lastEventText || (kind ? t(`eventKinds.${kind}`) : "");
  return (
    <span className="flex min-w-0 gap-2" title={text}>
      <ShortDay value={dayOf(row.lastEventAt)} className="shrink-0 text-ink-3" />
      <span className="truncate text-ink-2">{text}</span>
    </span>
  );
}

const endTypes = new Set(["money", "number", "day"]);

function fieldColumn(field: ProcessField): Column<CaseRow> {
  return {
    key: `field.${field.key}`,
    header: field.name,
    width: endTypes.has(field.type) ? 120 : 150,
    align: endTypes.has(field.type) ? "end" : "start",
    isHidden: true,
    cell: (row) => (
      <FieldValue
        field={field}
        value={row.fields[field.key]}
        currency={currencyIn(field, row.fields)}
      />
    ),
  };
}
