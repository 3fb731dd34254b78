"use client";

import { AlarmClock, MapPin } from "lucide-react";
import { useLocale, useNow, useTranslations } from "next-intl";
import { useMemo } from "react";
import { dayOf, formatDay } from "@/server/kernel/days";
import { CaseBalance } from "../cases/case-balance";
import { Instant } from "../format/instant";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { useDayText } from "../timeline/open-tasks";
import { clockOf, isLate } from "../timeline/prague-time";
import { Avatar } from "../ui/avatar";
import { cx } from "../ui/cx";
import { CaseState } from "../workflow/case-state";
import { type Processes, useProcesses } from "../workflow/processes";
import type { Bucket, TaskRow, Whose } from "./task-row";

type Shown = {
  bucket: Bucket;
  assignee: Whose;
  /** Keys of the columns that a person chose; null: the usual ones. */
  chosen: readonly string[] | null;
};

/** Columns of the inbox; what would be the same in every row is off until asked for. */
export function useTaskColumns({ bucket, assignee, chosen }: Shown): Column<TaskRow>[] {
  const t = useTranslations("tasks.columns");
  const processes = useProcesses();
  return useMemo(() => {
    const isResolved = bucket === "resolved";
    const saysPriority = chosen ? chosen.includes("priority") : !isResolved;
    const due: Column<TaskRow> = {
      key: "due",
      isFixed: true,
      header: t("due"),
      width: 144,
      sortKey: "due",
      card: "aside",
      cell: (row) => <Due row={row} />,
    };
    const resolved: Column<TaskRow> = {
      key: "resolved",
      isFixed: true,
      header: t("resolved"),
      width: 150,
      sortKey: "resolved",
      card: "aside",
      cell: (row) => <Instant value={row.resolvedAt} className="text-ink-2" />,
    };
    const result: Column<TaskRow> = {
      key: "result",
      header: t("result"),
      card: "meta",
      cell: (row) => row.result,
    };
    const priority: Column<TaskRow> = {
      key: "priority",
      header: t("priority"),
      width: 108,
      sortKey: "priority",
      cell: (row) => <Priority value={row.priority} />,
    };
    const created: Column<TaskRow> = {
      key: "created",
      header: t("created"),
      width: 150,
      sortKey: "created",
      isHidden: true,
      cell: (row) => <Instant value={row.createdAt} className="text-ink-2" />,
    };
    const who: Column<TaskRow> = {
      key: "assignee",
      header: t("assignee"),
      width: 150,
      card: "meta",
      isHidden: assignee === "me" || assignee === "none",
      cell: (row) => <Assignee name={row.assigneeName} />,
    };
    return [
      isResolved ? resolved : due,
      {
        key: "task",
        header: t("task"),
        isFixed: true,
        card: "title",
        cell: (row) => <What row={row} saysPriority={saysPriority} />,
      },
      ...(isResolved ? [result] : [priority]),
      ...caseColumns(t, processes),
      who,
      ...(isResolved ? [{ ...priority, isHidden: true }] : []),
      created,
    ];
  }, [t, bucket, assignee, chosen, processes]);
}

type Words = ReturnType<typeof useTranslations<"tasks.columns">>;

/** What the task is about. */
function caseColumns(t: Words, processes: Processes): Column<TaskRow>[] {
  return [
    {
      key: "case",
      header: t("case"),
      width: 108,
      sortKey: "refNo",
      card: "meta",
      cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />,
    },
    { key: "debtor", header: t("debtor"), card: "meta", cell: (row) => row.debtorName },
    {
      key: "state",
      header: t("state"),
      width: 168,
      cell: (row) => (
        <CaseState process={processes.of(row.category, {}, row.processVersion)} state={row.state} />
      ),
    },
    {
      key: "balance",
      header: t("balance"),
      width: 128,
      align: "end",
      card: "meta",
      cell: (row) => <Balance row={row} />,
    },
  ];
}

function Due({ row }: { row: TaskRow }) {
  const t = useTranslations("timeline.task");
  const locale = useLocale();
  const dayText = useDayText();
  const now = useNow({ updateInterval: 60_000 });
  if (row.snoozedUntil && row.snoozedUntil > now) {
    const when = formatDay(dayOf(row.snoozedUntil), locale);
    return (
      <span title={t("snoozed", { when })} className="figures flex items-center gap-1 text-ink-2">
        <AlarmClock className="size-3.5 shrink-0" aria-hidden />
        <span className="sr-only">{t("snoozed", { when: "" })}</span>
        {when}
      </span>
    );
  }
  const late = isLate(row, now);
  const today = dayOf(now);
  const day = dayOf(row.dueAt);
  return (
    <span
      title={late ? t("overdue") : undefined}
      className={cx(
        "figures whitespace-nowrap",
        late ? "font-[550] text-danger" : day === today ? "font-[600]" : "text-ink-2",
      )}
    >
      {dayText(day, today)}
      {row.isAllDay ? "" : ` ${clockOf(row.dueAt)}`}
    </span>
  );
}

/** A card has no column of its own for what presses; there the mark stands always. */
function What({ row, saysPriority }: { row: TaskRow; saysPriority: boolean }) {
  const t = useTranslations("timeline.priority");
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {row.priority === "high" ? (
        <span
          role="img"
          aria-label={t("high")}
          className={cx("font-[650] text-danger", saysPriority && "md:hidden")}
        >
          !
        </span>
      ) : null}
      <span className="min-w-24 truncate font-[550]" title={row.text}>
        {row.text}
      </span>
      {row.place ? (
        <span className="inline-flex min-w-0 max-w-[45%] shrink-[4] items-center gap-0.5 text-ink-2 text-xs">
          <MapPin className="size-3 shrink-0" aria-hidden />
          <span className="truncate">{row.place}</span>
        </span>
      ) : null}
    </span>
  );
}

function Priority({ value }: { value: TaskRow["priority"] }) {
  const t = useTranslations("timeline.priority");
  const look = { high: "font-[550] text-danger", normal: "text-ink-3", low: "text-ink-2" };
  return <span className={look[value]}>{t(value)}</span>;
}

function Balance({ row }: { row: TaskRow }) {
  const { balanceCzkMinor, balanceEurMinor } = row;
  return <CaseBalance {...{ balanceCzkMinor, balanceEurMinor }} claimCount={1} />;
}

function Assignee({ name }: { name: string | null }) {
  const t = useTranslations("timeline.task");
  if (!name) return <span className="text-ink-3">{t("forNobody")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}
