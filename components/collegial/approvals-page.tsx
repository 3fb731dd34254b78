"use client";

import { CircleCheckBig, FolderOpen, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { COLLEGIAL_ACTIONS } from "@/db/values/collegial";
import { type RouterOutput, trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import { PageHeader } from "../shell/page-header";
import { useShortcut } from "../shell/shortcuts";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { ListLayout } from "../table/list-layout";
import { fromInfiniteQuery } from "../table/source";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { CaseState } from "../workflow/case-state";
import { useProcesses } from "../workflow/processes";
import { DecideDialog } from "./decide-dialog";

type Waiting = RouterOutput["collegial"]["waiting"]["items"][number];

const pageSize = 60;
const every = "all";

/** What waits for me to vote, approve, sign or acknowledge, to be worked through by keyboard. */
export function ApprovalsPage() {
  const t = useTranslations("collegial");
  const [kind, setKind] = useQueryState("kind", parseAsStringLiteral(COLLEGIAL_ACTIONS));
  const query = trpc.collegial.waiting.useInfiniteQuery(
    { limit: pageSize, ...(kind ? { kind } : {}) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const count = trpc.collegial.countWaiting.useQuery();
  const source = fromInfiniteQuery<Waiting>(query, undefined);
  const columns = useWaitingColumns();
  const [asked, setAsked] = useState<Waiting | null>(null);
  useDecideKey(source.rows, setAsked);
  const total = count.data;
  return (
    <ListLayout
      header={
        <PageHeader
          title={t("queue.title")}
          aside={
            <div className="flex max-w-full items-center gap-2 overflow-x-auto [scrollbar-width:none]">
              <Segmented
                label={t("queue.kinds")}
                value={kind ?? every}
                onChange={(next) =>
                  void setKind(COLLEGIAL_ACTIONS.find((each) => each === next) ?? null)
                }
                options={[
                  { value: every, label: t("queue.all") },
                  ...COLLEGIAL_ACTIONS.map((each) => ({ value: each, label: t(`kind.${each}`) })),
                ]}
              />
              <span role="status" className="figures whitespace-nowrap text-ink-2 text-xs">
                {total ? t("queue.count", { count: total.count }) : null}
              </span>
            </div>
          }
        />
      }
    >
      <DataTable
        label={t("queue.title")}
        source={source}
        columns={columns}
        rowId={(row) => row.actionId}
        rowLabel={(row) => `${t(`kind.${row.kind}`)} ${row.refNo} ${row.title}`}
        onOpen={setAsked}
        rowActions={(row) => [
          {
            label: t("decide.title"),
            icon: PenLine,
            shortcut: "d",
            onSelect: () => setAsked(row),
          },
          { label: t("decide.open"), icon: FolderOpen, href: `/cases/${row.caseId}` },
        ]}
        empty={<EmptyState icon={CircleCheckBig} title={t("queue.empty")} />}
      />
      {asked ? (
        <DecideDialog
          key={asked.actionId}
          action={{ ...asked, of: asked }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </ListLayout>
  );
}

/** `d` opens the question of the row on which the keyboard stands. */
function useDecideKey(rows: readonly Waiting[], onAsk: (row: Waiting) => void): void {
  const t = useTranslations("collegial.decide");
  const run = () => {
    const found = document.querySelector<HTMLElement>('tr[data-row][tabindex="0"]');
    const row = rows[Number(found?.dataset.row ?? Number.NaN)];
    if (row) onAsk(row);
  };
  useShortcut({ keys: "d", label: t("title"), group: "lists", run });
}

function useWaitingColumns(): Column<Waiting>[] {
  const t = useTranslations("collegial");
  const processes = useProcesses();
  const today = useToday();
  return useMemo(
    () => [
      {
        key: "kind",
        header: t("queue.what"),
        width: 120,
        card: "meta",
        cell: (row) => <span className="font-[550]">{t(`kind.${row.kind}`)}</span>,
      },
      {
        key: "about",
        header: t("queue.about"),
        card: "title",
        cell: (row) => (
          <span className="block truncate" title={row.title}>
            {row.title || row.refNo}
          </span>
        ),
      },
      {
        key: "case",
        header: t("queue.case"),
        width: 108,
        card: "meta",
        cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />,
      },
      {
        key: "state",
        header: t("queue.state"),
        width: 168,
        cell: (row) => <CaseState process={processes.of(row.category)} state={row.state} />,
      },
      {
        key: "for",
        header: t("queue.forWhom"),
        width: 160,
        card: "meta",
        cell: (row) => (
          <span className={row.forName ? "font-[550]" : "text-ink-2"}>
            {row.forName ?? t("queue.yourself")}
          </span>
        ),
      },
      {
        key: "asked",
        header: t("queue.asked"),
        width: 160,
        cell: (row) => <span className="truncate text-ink-2">{row.assignedName}</span>,
      },
      {
        key: "due",
        header: t("queue.due"),
        width: 112,
        card: "aside",
        cell: (row) => <Day value={row.dueOn} overdueOn={today} />,
      },
    ],
    [t, processes, today],
  );
}
