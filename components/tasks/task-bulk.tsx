"use client";

import { AlarmClock, AlarmClockOff, CalendarClock, CircleCheckBig, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Permission, useMay } from "../access/account";
import type { BulkStart } from "../lists/bulk";
import { ExportSelected } from "../lists/export-selected";
import { BulkBar } from "../table/bulk-bar";
import type { Column } from "../table/column";
import { countSelected } from "../table/selection";
import { exactTotal, type TableSource } from "../table/source";
import type { SelectionHandle } from "../table/use-selection";
import { Button } from "../ui/button";
import { TaskBulkDialog } from "./task-bulk-dialog";
import type { TaskBulkKind } from "./task-bulk-draft";
import type { Bucket, TaskRow, taskListInput } from "./task-row";

type TaskBulkProps = {
  selection: SelectionHandle;
  source: TableSource<TaskRow>;
  input: ReturnType<typeof taskListInput>;
  columns: readonly Column<TaskRow>[];
  selected: BulkStart["selection"];
  onStarted: (bulkActionId: number) => void;
};

const OFFERS: readonly { kind: TaskBulkKind; permission: Permission; icon: typeof UserRound }[] = [
  { kind: "resolve", permission: "tasks:edit", icon: CircleCheckBig },
  { kind: "reassign", permission: "tasks:distribute", icon: UserRound },
  { kind: "reschedule", permission: "cases:edit", icon: CalendarClock },
  { kind: "snooze", permission: "tasks:edit", icon: AlarmClock },
  { kind: "wake", permission: "tasks:edit", icon: AlarmClockOff },
];

/** What is resolved stays so; what was not put off cannot be brought back. */
const isOffered = (kind: TaskBulkKind, bucket: Bucket): boolean =>
  bucket !== "resolved" && (kind !== "wake" || bucket === "snoozed");

/** What can be done with the selected tasks at once. */
export function TaskBulk(props: TaskBulkProps) {
  const { selection, source, input, columns, selected, onStarted } = props;
  const t = useTranslations();
  const may = useMay();
  const [kind, setKind] = useState<TaskBulkKind | null>(null);
  const count = countSelected(selection.value, exactTotal(source));
  const title = t("tasks.title");
  const exported = { list: "tasks" as const, title, query: input, columns };
  const labels: Record<TaskBulkKind, string> = {
    resolve: t("timeline.actions.resolve"),
    reassign: t("timeline.actions.reassign"),
    reschedule: t("tasks.bulk.reschedule"),
    snooze: t("timeline.actions.snooze"),
    wake: t("timeline.actions.unsnooze"),
  };
  const chosen =
    count === null
      ? t("shell.table.allMatchingSelectedUnknown")
      : t("tasks.bulk.chosen", { count });
  return (
    <>
      <BulkBar
        {...{ selection, source }}
        rowId={(row) => row.id}
        end={<ExportSelected {...exported} selection={selection.value} />}
      >
        {OFFERS.filter(
          ({ kind, permission }) => isOffered(kind, input.bucket) && may(permission),
        ).map((each) => (
          <Button key={each.kind} icon={each.icon} onClick={() => setKind(each.kind)}>
            {labels[each.kind]}
          </Button>
        ))}
      </BulkBar>
      {kind ? (
        <TaskBulkDialog
          key={kind}
          list="tasks"
          {...{ kind, selected, chosen }}
          onClose={() => setKind(null)}
          onStarted={(bulkActionId) => {
            setKind(null);
            selection.clear();
            onStarted(bulkActionId);
          }}
        />
      ) : null}
    </>
  );
}
