"use client";

import { CircleCheckBig, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import { PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { ListLayout } from "../table/list-layout";
import { fromInfiniteQuery } from "../table/source";
import { ButtonLink, TextLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { CaseState } from "../workflow/case-state";
import { type Processes, useProcesses } from "../workflow/processes";
import { Nothing } from "./nothing";
import { useToday } from "./use-today";

type Row = RouterOutput["cases"]["assignments"]["items"][number];
const parts = ["do", "verify", "gave", "all", "closed"] as const;
const pageSize = 60;

/** Assignments that are mine to do, to verify, or given by me, the soonest due first. */
export function AssignmentsPage() {
  const t = useTranslations("cases.assignments");
  const may = useMay();
  const processes = useProcesses();
  const [part, setPart] = useQueryState("part", parseAsStringLiteral(parts).withDefault("do"));
  const columns = useColumns(processes);
  const isOpen = part !== "closed";
  const query = trpc.cases.assignments.useInfiniteQuery(
    { part: isOpen ? part : "all", isOpen, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  return (
    <ListLayout
      header={
        <PageHeader
          title={t("title")}
          aside={
            <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
              <Segmented
                label={t("which")}
                value={part}
                onChange={(value) => void setPart(value)}
                options={parts.map((each) => ({ value: each, label: t(`parts.${each}`) }))}
              />
            </div>
          }
          actions={
            may("cases:open") ? (
              <ButtonLink href="/cases/quick?category=assignment" kind="primary" icon={Plus}>
                {t("new")}
              </ButtonLink>
            ) : null
          }
        />
      }
    >
      <DataTable
        label={t("title")}
        source={fromInfiniteQuery<Row>(query)}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.title} ${row.refNo}`}
        rowHref={(row) => `/cases/${row.id}`}
        isMuted={(row) => row.closedAt !== null}
        empty={<EmptyState icon={CircleCheckBig} title={t(`empty.${part}`)} />}
      />
    </ListLayout>
  );
}

type Words = ReturnType<typeof useTranslations<"cases.assignments">>;

function useColumns(processes: Processes): Column<Row>[] {
  const t = useTranslations("cases.assignments");
  const today = useToday();
  return useMemo(
    () => [...workColumns(t, { processes, today }), ...peopleColumns(t)],
    [t, today, processes],
  );
}

type Scene = { processes: Processes; today: string };

function workColumns(t: Words, { processes, today }: Scene): Column<Row>[] {
  return [
    {
      key: "title",
      header: t("columns.title"),
      card: "title",
      cell: (row) => <TextLink href={`/cases/${row.id}`}>{row.title}</TextLink>,
    },
    {
      key: "state",
      header: t("columns.state"),
      width: 140,
      card: "meta",
      cell: (row) => <CaseState process={processes.of(row.category)} state={row.state} />,
    },
    {
      key: "dueOn",
      header: t("due"),
      width: 100,
      align: "end",
      card: "aside",
      cell: (row) => <Due row={row} today={today} />,
    },
    {
      key: "parent",
      header: t("columns.about"),
      width: 220,
      card: "meta",
      cell: (row) => <About row={row} />,
    },
  ];
}

function Due({ row, today }: { row: Row; today: string }) {
  if (!row.dueOn) return <Nothing />;
  const isLate = row.dueOn < today && !row.closedAt;
  return <Day value={row.dueOn} className={isLate ? "font-[600] text-danger" : undefined} />;
}

function About({ row }: { row: Row }) {
  if (!row.parentCaseId || !row.parentRefNo) return <Nothing />;
  return (
    <span className="flex min-w-0 gap-2">
      <RefNo value={row.parentRefNo} href={`/cases/${row.parentCaseId}`} />
      <span className="truncate text-ink-2">{row.parentTitle}</span>
    </span>
  );
}

function peopleColumns(t: Words): Column<Row>[] {
  return [
    {
      key: "owner",
      header: t("columns.executor"),
      width: 150,
      card: "meta",
      cell: (row) => row.ownerName ?? <Nothing />,
    },
    {
      key: "opener",
      header: t("columns.initiator"),
      width: 150,
      cell: (row) => row.openerName ?? <Nothing />,
    },
    {
      key: "verifier",
      header: t("columns.verifier"),
      width: 150,
      cell: (row) => row.verifierName ?? <Nothing />,
    },
    {
      key: "refNo",
      header: t("columns.refNo"),
      width: 98,
      cell: (row) => <RefNo value={row.refNo} />,
    },
  ];
}
